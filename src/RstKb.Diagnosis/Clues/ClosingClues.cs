using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Scene;

namespace RstKb.Diagnosis.Clues;

/// <summary>FINs before the reset and what was still under way.</summary>
internal static class ClosingClues
{
    public static Clue? SenderClosedBefore(ResetScene scene) => scene.FromSender.Fin is { } fin
        ? new Clue("sender-closed-before", $"the {scene.Sender.Word()} had closed: its FIN is packet {fin.Packet}, {Durations.Text(Math.Max(0, scene.Reset.Time.SecondsSince(fin.Time)))} before the reset", fin.Packet, scene.Reset.Packet)
        : null;

    public static Clue NoFin(ResetScene scene) => scene.IsOneWay
        ? new("no-fin", $"the {scene.Sender.Word()} had sent no FIN", scene.Reset.Packet)
        : new("no-fin", "neither end had sent a FIN", scene.Reset.Packet);

    /// <summary>Payload of the receiver that the sender acknowledged and never answered.</summary>
    public static Clue? UnansweredPayload(ResetScene scene)
    {
        if (CaptureMissedTheSendersLastBytes(scene))
        {
            return null;
        }

        if (scene.Heard is { IsUnanswered: true } heard)
        {
            return new Clue("unanswered-payload", $"after the {scene.Sender.Word()} had last spoken it acknowledged {heard.SinceAnswer:N0} more bytes: it received them and sent nothing in answer", [.. scene.FromSender.LastPayload is { } own ? new[] { own.Packet } : [], scene.Reset.Packet]);
        }

        if (scene.FromReceiver.LastPayload is not { } payload || scene.FromReceiver.LastPayloadIndex < scene.FromSender.LastPayloadIndex)
        {
            return null;
        }

        bool received = scene.Reset.HasAck && scene.Reset.AcknowledgmentNumber.IsAtOrAfter(payload.End)
            || (scene.FromSender.Acked is { } acked && acked.IsAtOrAfter(payload.End));
        return received
            ? new Clue("unanswered-payload", $"the last payload is packet {payload.Packet} from the {scene.Receiver.Word()} ({payload.PayloadLength:N0} bytes); the {scene.Sender.Word()} received it and sent nothing in answer", payload.Packet, scene.Reset.Packet)
            : null;
    }

    /// <summary>The reset stands behind everything that was captured of its sender: the answer may be what the capture missed.</summary>
    public static bool CaptureMissedTheSendersLastBytes(ResetScene scene) =>
        scene.Shape == ResetShape.Abort && scene.FromSender.End is { } end && scene.Reset.SequenceNumber.IsAfter(end);

    /// <summary>The receiver was sending on while the sender closed: its payload beyond what the RST acknowledges was under way.</summary>
    public static Clue? ReceiverStillSending(ResetScene scene)
    {
        if (!scene.Reset.HasAck)
        {
            return null;
        }

        long bytes = 0;
        long last = 0;
        NoteUnderWay(scene.Before, scene, ref bytes, ref last);
        NoteUnderWay(scene.After, scene, ref bytes, ref last);

        return bytes > 0
            ? new Clue("peer-still-sending", $"the {scene.Receiver.Word()} was still sending: {bytes:N0} bytes beyond what the reset acknowledges were under way", scene.Reset.Packet, last)
            : null;
    }

    private static void NoteUnderWay(SegmentRun run, ResetScene scene, ref long bytes, ref long last)
    {
        foreach (Segment segment in run.From(scene.Receiver))
        {
            if (segment.HasPayload && segment.End.IsAfter(scene.Reset.AcknowledgmentNumber))
            {
                bytes = Math.Max(bytes, segment.End.DistanceFrom(scene.Reset.AcknowledgmentNumber));
                last = segment.Packet;
            }
        }
    }

    /// <summary>
    /// The window grows in the RST: <c>close()</c> threw unread bytes away before the kernel filled the window in. A window that was closed says by itself that bytes
    /// lay unread, also where the capture holds none of them.
    /// </summary>
    public static Clue? WindowJump(ResetScene scene) =>
        scene.Shape == ResetShape.Abort && scene.FromSender.LastScaled is { } last && !last.IsFin && scene.Reset.Window > last.Window && (scene.FromReceiver.LastPayload is not null || scene.Heard.HasPayload || last.Window == 0)
            ? new Clue("window-jump", $"the reset's window is {scene.Reset.Window}, up from {last.Window} in packet {last.Packet}: unread bytes were thrown away at the close", last.Packet, scene.Reset.Packet)
            : null;

    /// <summary>
    /// The peer's latest payload is larger than two units of the window, and the window is what it was: had that payload been unread, its purge would
    /// have raised the window in the RST.
    /// </summary>
    public static Clue? WindowUnchanged(ResetScene scene)
    {
        // Some stacks write window 0 into every RST; that one tells nothing.
        if (scene.Shape != ResetShape.Abort || scene.Reset.Window == 0 || scene.FromSender.WindowScale is not { } scale || scene.FromSender.LastScaled is not { } last || last.Window != scene.Reset.Window
            || scene.FromSender.Acked != scene.Reset.AcknowledgmentNumber || WindowIsAtItsCap(scene, last.Window) || WindowWasAutotuned(scene, last.Window))
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

    /// <summary>A window that has stood still at its largest is held by the buffer's limit: a purge below one unit would not show in it.</summary>
    private static bool WindowIsAtItsCap(ResetScene scene, ushort window)
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
    private static bool WindowWasAutotuned(ResetScene scene, ushort window)
    {
        foreach (Segment segment in scene.Before)
        {
            if (segment.From == scene.Sender && (segment.Flags & (TcpFlags.Syn | TcpFlags.Rst)) == 0)
            {
                return window >= 2 * segment.Window;
            }
        }

        return false;
    }

    private const int SegmentsAtTheCap = 3;

    /// <summary>This many payload segments of the server in a row are a transfer, not an answer.</summary>
    public const int StreamSegments = 4;

    /// <summary>The server was in the middle of a transfer: many payload packets since the client's last word.</summary>
    public static Clue? ServerStreaming(ResetScene scene)
    {
        int streamed = PayloadSegmentsSinceTheClientSpoke(scene);
        return streamed >= StreamSegments && scene.Server.LastPayload is { } payload
            ? new Clue("server-streaming", $"the server was sending: {streamed} payload packets since the client's last word, the last is packet {payload.Packet}", payload.Packet, scene.Reset.Packet)
            : null;
    }

    public static int PayloadSegmentsSinceTheClientSpoke(ResetScene scene)
    {
        int streamed = 0;
        for (int i = scene.Before.Count - 1; i >= 0 && !(scene.Before[i].From == Side.Client && scene.Before[i].HasPayload); i--)
        {
            streamed += scene.Before[i].From == Side.Server && scene.Before[i].HasPayload ? 1 : 0;
        }

        return streamed;
    }

    /// <summary>The server's answer is known to be longer than what was sent.</summary>
    public static Clue? ResponseIncomplete(ResetScene scene)
    {
        (Segment? response, long missing) = HttpExchange.MissingResponseBytes(scene);
        return response is { } head && missing > 0
            ? new Clue("response-incomplete", $"the answer that starts in packet {head.Packet} announced {head.Content.ContentLength:N0} bytes; {missing:N0} of them were never sent", head.Packet, scene.Reset.Packet)
            : null;
    }

    /// <summary>The client's request is known to be longer than what was sent, and the server answered all the same.</summary>
    public static Clue? RequestIncomplete(ResetScene scene)
    {
        (Segment? request, long missing) = HttpExchange.MissingRequestBytes(scene);
        return request is { } head && missing > 0 && scene.Server.LastPayload is { } answer && answer.Packet > head.Packet
            ? new Clue("request-incomplete", $"the server answered in packet {answer.Packet} while {missing:N0} of {head.Content.ContentLength:N0} bytes of the request were still to come", head.Packet, answer.Packet)
            : null;
    }
}
