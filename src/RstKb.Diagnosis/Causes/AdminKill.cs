using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Clues;
using RstKb.Diagnosis.Scene;
using static RstKb.Diagnosis.Strength;

namespace RstKb.Diagnosis.Causes;

/// <summary>
/// An operator or an agent destroyed the socket (<c>ss -K</c>, BPF, a mesh). On the wire: RST,ACK out of the socket in the middle of silence, at no message's end and on no timer, as a rule on several connections of one peer
/// at the same instant (Linux <c>tcp_abort</c>, reason TCP_STATE).
/// </summary>
public sealed class AdminKill : Cause
{
    private const double SameInstantSeconds = 0.02;
    private const double QuietSeconds = 0.03;
    private const int FewestAtOnce = 3;

    public override ResetKinds Kinds => ResetKinds.Abort | ResetKinds.AnySide | ResetKinds.WithPayload;

    public override void Examine(ResetScene scene, Findings findings)
    {
        if (scene.Shape != ResetShape.Abort || scene.FromSender.Fin is not null || scene.FromReceiver.Fin is not null || !scene.HasPayload || scene.FromSender.Bytes == 0)
        {
            return;
        }

        if (AbortedOutOfSilenceTogether(scene) is not { } together)
        {
            if (IsOutOfSilence(scene))
            {
                findings.For(Medium, OutOfSilence(scene));
            }

            return;
        }

        findings.For(Strong, together);
        findings.For(Medium, OutOfSilence(scene));
        var service = scene.Service;
        if (service.Refused > 0)
        {
            findings.Against(Medium, new Clue("then-refused", $"the same port refused {service.Refused:N0} SYNs of this capture: nothing listened there any more", scene.Reset.Packet));
        }
    }

    /// <summary>Quiet connections of one host, all delivered and with room to send, aborted at one instant: an application closes each at its own message's end.</summary>
    internal static Clue? AbortedOutOfSilenceTogether(ResetScene scene)
    {
        if (scene.Shape != ResetShape.Abort || scene.FromSender.Fin is not null || !IsOutOfSilence(scene))
        {
            return null;
        }

        int together = 1;
        foreach (ref readonly var ending in scene.Context.Endings.Around(scene.Trace.Address(scene.Sender), scene.Reset.Time, SameInstantSeconds, scene.Trace.Flow))
        {
            together += ending.IsReset && ending.ByClient == (scene.Sender == Side.Client) ? 1 : 0;
        }

        return together >= FewestAtOnce
            ? new Clue("quiet-connections-together", $"{together} connections of {scene.Trace.Address(scene.Sender)} were aborted within {Durations.Text(SameInstantSeconds)}, out of silence", scene.Reset.Packet)
            : null;
    }

    /// <summary>Nobody was speaking, all was delivered and there was room to send: nothing on the wire asked for a close.</summary>
    private static bool IsOutOfSilence(ResetScene scene) =>
        scene.FromSender.End is { } end && scene.FromReceiver.Acked is { } acked && acked.IsAtOrAfter(end) && scene.FromReceiver.LastScaled is not { Window: 0 }
        && scene.GapSeconds >= QuietSeconds && (ClosingClues.UnansweredPayload(scene) is null || ClosingClues.AnswerArrived(scene) is not null);

    private static Clue OutOfSilence(ResetScene scene) =>
        new("out-of-silence", $"the connection had been quiet for {Durations.Text(scene.GapSeconds)} with everything delivered: no message's end and no data left unread", scene.Reset.Packet);

    public override SentBy SenderIn(ResetScene scene) => SenderInference.SideOf(scene.Sender);

    public override string Tell(ResetScene scene) => AbortedOutOfSilenceTogether(scene) is null
        ? $"A quiet connection of the {scene.Sender.Word()} was aborted: an operator or an agent may have destroyed the socket."
        : $"Several quiet connections of the {scene.Sender.Word()} were aborted at one instant: an operator or an agent destroyed the sockets, or their process did so on purpose.";

    public override IEnumerable<NextStep> NextSteps(ResetScene scene) =>
    [
        Settling.KernelReason(scene, "TCP_STATE with the name of a tool or an agent says who did it."),
        Settling.Look(scene.Sender, "look for the tool in the audit log.", $"ausearch -x ss -ts today; {Settling.LogAround(scene)} | grep -iE 'ss -K|destroy'"),
    ];
}
