using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Clues;
using RstKb.Diagnosis.Scene;
using static RstKb.Diagnosis.Strength;

namespace RstKb.Diagnosis.Causes;

/// <summary>
/// The server closed an idle keep-alive connection while the client sent its next request, or before. On the wire: exchanges that were complete, a silence as long as
/// the server's keep-alive timeout, the server's FIN, a new request that crosses or follows it, and a bare RST at the FIN's number or right after it.
/// </summary>
public sealed class KeepaliveRace : Cause
{
    /// <summary>A FIN sooner than this after the answer is the end of the exchange, not of an idle time.</summary>
    private const double ShortestIdleSeconds = 0.5;

    public override ResetKinds Kinds => ResetKinds.Reply | ResetKinds.ByServer | ResetKinds.WithPayload;

    public override void Examine(ResetScene scene, Findings findings)
    {
        if (scene.IsOneWay)
        {
            FromTheServerAlone(scene, findings);
            return;
        }

        if (scene.Shape != ResetShape.Reply || !scene.IsFromServer || scene.Server.Fin is not { } fin || scene.Client.Fin is { } clientFin && clientFin.Packet < fin.Packet
            || scene.Trigger is not { HasPayload: true } request || scene.Server.LastPayload is not { } answer || scene.Client.FirstPayload is not { } first || first.Packet > answer.Packet)
        {
            return;
        }

        bool newExchange = request.Packet > answer.Packet && first.Packet != request.Packet;
        double idle = fin.Time.SecondsSince(answer.Time);
        if (!newExchange || idle < ShortestIdleSeconds)
        {
            return;
        }

        findings.For(Strong, new Clue("idle-then-fin", $"the server closed {Durations.Text(idle)} after its last answer (packet {answer.Packet}), and a new request came in packet {request.Packet}", answer.Packet, fin.Packet, request.Packet));
        if (!request.AcknowledgmentNumber.IsAfter(fin.SequenceNumber + fin.PayloadLength))
        {
            findings.For(Strong, new Clue("request-crossed-fin", $"request and FIN crossed: packet {request.Packet} does not acknowledge the FIN (packet {fin.Packet})", fin.Packet, request.Packet, scene.Reset.Packet));
        }
        else
        {
            findings.For(Medium, new Clue("request-after-fin", $"the client had acknowledged the FIN and used the connection again {Durations.Text(request.Time.SecondsSince(fin.Time))} later", fin.Packet, request.Packet, scene.Reset.Packet));
        }

        IReadOnlyList<string> timers = IdleTimers.Match(idle, IdleTimerKind.Server);
        if (timers.Count > 0)
        {
            findings.For(Weak, new Clue("server-timer", $"{Durations.Text(idle)} is the default of {IdleTimers.Listed(timers)}", answer.Packet, fin.Packet));
        }

        if (request.Content.Kind == PayloadKind.HttpRequest)
        {
            findings.For(Weak, new Clue("http-request", $"packet {request.Packet} is a new HTTP request on a connection that was used before", request.Packet));
        }
    }

    /// <summary>The requests were not captured; the server's answers, its FIN and its reset were.</summary>
    private static void FromTheServerAlone(ResetScene scene, Findings findings)
    {
        if (scene.Shape != ResetShape.Reply || !scene.IsFromServer || scene.Server.Fin is not { } fin || scene.Server.LastPayload is not { } answer
            || fin.Time.SecondsSince(answer.Time) is var idle && idle < ShortestIdleSeconds || scene.Reset.SequenceNumber.DistanceFrom(fin.End) is not (0 or -1))
        {
            return;
        }

        bool crossed = scene.Reset.SequenceNumber != fin.End;
        findings.For(Strong, new Clue("idle-then-fin", $"the server closed {Durations.Text(fin.Time.SecondsSince(answer.Time))} after its last answer (packet {answer.Packet}) and reset what came after", answer.Packet, fin.Packet, scene.Reset.Packet));
        if (crossed)
        {
            findings.For(Strong, new Clue("request-crossed-fin", "the reset stands at the FIN's number: what drew it had been sent before the FIN arrived", fin.Packet, scene.Reset.Packet));
        }

        IReadOnlyList<string> timers = IdleTimers.Match(fin.Time.SecondsSince(answer.Time), IdleTimerKind.Server);
        if (timers.Count > 0)
        {
            findings.For(Weak, new Clue("server-timer", $"{Durations.Text(fin.Time.SecondsSince(answer.Time))} is the default of {IdleTimers.Listed(timers)}", answer.Packet, fin.Packet));
        }
    }

    public override SentBy SenderIn(ResetScene scene) => SenderInference.SideOf(scene.Sender);

    public override string Tell(ResetScene scene) =>
        "The server closed the idle keep-alive connection just as the client used it again. The request was not processed.";

    public override IEnumerable<NextStep> NextSteps(ResetScene scene) =>
    [
        new NextStep("Compare the two idle timers: the client's (or the load balancer's) must be shorter than the server's keep-alive timeout, by several round trips."),
        Settling.KernelReason(scene, "TCP_ABORT_ON_DATA says that request and FIN crossed, TCP_TIMEWAIT_SOCKET that the client came late."),
    ];
}
