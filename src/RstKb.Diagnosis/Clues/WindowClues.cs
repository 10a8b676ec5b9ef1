using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Scene;

namespace RstKb.Diagnosis.Clues;

/// <summary>The window in an abort beside the sender's last one: whether the close threw unread bytes away.</summary>
internal static class WindowClues
{
    /// <summary>
    /// The window grows in the RST: <c>close()</c> threw unread bytes away before the kernel filled the window in. A window that was closed says by itself that bytes
    /// lay unread, also where the capture holds none of them.
    /// </summary>
    public static Clue? Jump(ResetScene scene) =>
        scene.Shape == ResetShape.Abort && scene.FromSender.LastScaled is { } last && !last.IsFin && scene.Reset.Window > last.Window && !GrewWithWhatCame(scene, last)
            && (scene.FromReceiver.LastPayload is not null || scene.Heard.HasPayload || last.Window == 0)
            ? new Clue("window-jump", $"the reset's window is {scene.Reset.Window}, up from {last.Window} in packet {last.Packet}: unread bytes were thrown away at the close", last.Packet, scene.Reset.Packet)
            : null;

    /// <summary>
    /// The RST acknowledges more than the sender's last segment, and the window rose by no more than it may for each of these segments (Linux <c>tcp_grow_window</c>: two segment sizes): so does that of
    /// a reader who keeps up.
    /// </summary>
    private static bool GrewWithWhatCame(ResetScene scene, Segment last)
    {
        if (last.Window == 0 || scene.FromSender.WindowScale is not { } scale)
        {
            return false;
        }

        long allowed = 0;
        foreach (Segment segment in scene.Before)
        {
            bool isNew = segment.From == scene.Receiver && segment.HasPayload && segment.End.IsAfter(last.AcknowledgmentNumber) && !segment.End.IsAfter(scene.Reset.AcknowledgmentNumber);
            allowed += isNew ? 2 * Math.Max(segment.PayloadLength, SegmentSize) : 0;
        }

        return allowed > 0 && (long)(scene.Reset.Window - last.Window - 1) << scale <= allowed;
    }

    private const int SegmentSize = 1460;

    /// <summary>
    /// The peer's latest payload is larger than two units of the window, and the window is what it was: had that payload been unread, its purge would
    /// have raised the window in the RST.
    /// </summary>
    public static Clue? Unchanged(ResetScene scene)
    {
        // Some stacks write window 0 into every RST; that one tells nothing.
        if (scene.Shape != ResetShape.Abort || scene.Reset.Window == 0 || scene.FromSender.WindowScale is not { } scale || scene.FromSender.LastScaled is not { } last || last.Window != scene.Reset.Window
            || scene.FromSender.Acked != scene.Reset.AcknowledgmentNumber || IsAtItsCap(scene, last.Window) || WasAutotuned(scene, last.Window))
        {
            return null;
        }

        long latest = scene.Heard.SinceAnswer;
        for (int i = scene.Before.Count - 1; i >= 0 && !(scene.Before[i].From == scene.Sender && scene.Before[i].HasPayload); i--)
        {
            latest += scene.Before[i].From == scene.Receiver ? scene.Before[i].PayloadLength : 0;
        }

        return latest >= 2L << scale
            ? new Clue("window-unchanged", $"the reset's window is {scene.Reset.Window}, as in packet {last.Packet}, although {latest:N0} bytes had come since the {scene.Sender.Word()} last spoke: they had been read", last.Packet, scene.Reset.Packet)
            : null;
    }

    /// <summary>
    /// How much an unchanged window tells. Where it has grown with what came, a slow start of its own holds it (Linux <c>tcp_grow_window</c>, <c>rcv_ssthresh</c>) as often as the room that is left.
    /// </summary>
    public static Strength WorthOfUnchanged(ResetScene scene) => First(scene) is { } first && scene.Reset.Window > first.Window ? Strength.Weak : Strength.Strong;

    /// <summary>A window that has stood still at its largest is held by the buffer's limit: a purge below one unit would not show in it.</summary>
    private static bool IsAtItsCap(ResetScene scene, ushort window)
    {
        int still = 0;
        for (int i = scene.Before.Count - 1; i >= 0; i--)
        {
            Segment segment = scene.Before[i];
            bool counts = segment.From == scene.Sender && !segment.IsRst && (segment.Flags & TcpFlags.Syn) == 0;
            if (counts && segment.Window > window)
            {
                return false;
            }

            still += counts && segment.Window == window ? 1 : 0;
        }

        return still >= SegmentsAtTheCap;
    }

    /// <summary>
    /// A window of twice its first size lies in a buffer that autotuning enlarged (Linux <c>tcp_rcv_space_adjust</c>): it is held by <c>rcv_ssthresh</c>, not by the room that is
    /// left (<c>__tcp_select_window</c>), and more room would not show in it.
    /// </summary>
    private static bool WasAutotuned(ResetScene scene, ushort window) => First(scene) is { } first && window >= 2 * first.Window;

    /// <summary>The sender's first segment whose window is scaled.</summary>
    private static Segment? First(ResetScene scene)
    {
        foreach (Segment segment in scene.Before)
        {
            if (segment.From == scene.Sender && (segment.Flags & (TcpFlags.Syn | TcpFlags.Rst)) == 0)
            {
                return segment;
            }
        }

        return null;
    }

    private const int SegmentsAtTheCap = 3;
}
