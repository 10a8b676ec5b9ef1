using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Clues;
using RstKb.Diagnosis.Habits;
using RstKb.Diagnosis.Scene;
using static RstKb.Diagnosis.Strength;

namespace RstKb.Diagnosis.Causes;

/// <summary>
/// A NAT, firewall or load balancer on the path forgot the idle connection. On the wire: a silence longer than its timer, then one packet that draws a reset at once,
/// from the device (another TTL) or from the end that now sees a stranger; or resets to both ends at the moment the timer fires.
/// </summary>
public sealed class IdleTimeoutMiddlebox : Cause
{
    private const double ShortestTimerSeconds = 20;
    private const int FewestAlike = 3;
    private const double UsualTimerSeconds = 55;
    private const double LongestBalancerTimerSeconds = 4000;
    private const double ShortestCarrierTimerSeconds = 120;
    private const double UsualCarrierTimerSeconds = 300;
    private const double LongestCarrierTimerSeconds = 1800;

    public override ResetKinds Kinds => ResetKinds.Abort | ResetKinds.Reply | ResetKinds.Foreign | ResetKinds.AnySide | ResetKinds.AnyPayload;

    public override void Examine(ResetScene scene, Findings findings)
    {
        findings.For(Weak, StatedClues.For(scene, Slug));

        double idle = scene.IdleSeconds;
        if (scene.Shape == ResetShape.Abort && AtExpiry(scene) is { } expiry)
        {
            findings.For(Medium, expiry);
            findings.For(Medium, SameEachTime(scene));

            if (IdleTimers.MatchAtExpiry(idle) is { Count: > 0 } resetting)
            {
                findings.For(Medium, new Clue("expiry-timer", $"{Durations.Text(idle)} of silence fits the default of {IdleTimers.Listed(resetting)}, which reset both ends when it ends", scene.Reset.Packet));
            }

            return;
        }

        if (idle < ShortestTimerSeconds || scene.Shape is ResetShape.Abort or ResetShape.Refusal || scene.HandshakeSeen && !scene.HasPayload && !scene.HandshakeComplete)
        {
            return;
        }

        findings.For(idle >= UsualTimerSeconds ? Strong : Medium, TimingClues.LongSilence(scene, ShortestTimerSeconds));
        if (scene.Shape == ResetShape.Reply && scene.Trigger is not null)
        {
            findings.For(Weak, ShapeClues.Shape(scene));
        }

        IReadOnlyList<string> timers = IdleTimers.Match(idle, IdleTimerKind.Path);
        if (timers.Count > 0)
        {
            findings.For(Weak, new Clue("path-timer", $"{Durations.Text(idle)} of silence fits the default of {IdleTimers.Listed(timers)}", scene.Reset.Packet));
        }

        if (TimingClues.IdleBracket(scene) is { } bracket)
        {
            findings.For(Medium, bracket);
        }
        else if (TimingClues.LongerSilenceSurvived(scene) is { } survived)
        {
            findings.Against(Medium, survived);
        }

        findings.For(Medium, HabitClues.OtherCard(scene));
        findings.For(Medium, TtlClues.Differs(scene));
        findings.For(Medium, ForwardingClues.MadeBetween(scene));
        findings.For(Medium, TimingClues.FasterThanTheSender(scene));

        if (scene.FromSender.Fin is null && scene.FromReceiver.Fin is null)
        {
            findings.For(Weak, ClosingClues.NoFin(scene));
        }
        else
        {
            findings.Against(Strong, new Clue("fin-before", "a FIN came before the reset: the connection was being closed", scene.Reset.Packet));
        }

        if (scene.Trigger is { HasPayload: false } probe && !probe.IsFin)
        {
            findings.Against(Weak, new Clue("probe-drew-reset", $"what drew the reset is a keep-alive probe, packet {probe.Packet}", probe.Packet));
        }
    }

    /// <summary>The reset itself breaks a long silence: no packet drew it, a timer did.</summary>
    internal static Clue? AtExpiry(ResetScene scene) =>
        scene.IdleSeconds >= UsualTimerSeconds && scene.HasPayload && scene.FromSender.Fin is null && scene.FromReceiver.Fin is null && scene.Silence.Breaker.Packet == scene.Reset.Packet
            ? new Clue("reset-out-of-silence", $"the reset itself broke {Durations.Text(scene.IdleSeconds)} of silence: no packet drew it, a timer did", scene.Reset.Packet)
            : null;

    private static Clue? SameEachTime(ResetScene scene)
    {
        SilenceHabits.Silences known = scene.Context.Silences.Of(scene.Trace.ServerAddress);
        return known.Resets >= FewestAlike && known.LongestReset <= known.ShortestReset * 1.01
            ? new Clue("same-silence", $"{known.Resets} connections to {scene.Trace.ServerAddress} were reset after the same silence, {Durations.Text(known.ShortestReset)} to {Durations.Text(known.LongestReset)}", scene.Reset.Packet)
            : null;
    }

    public override string Tell(ResetScene scene) => SenderIn(scene) == SentBy.Middlebox
        ? $"A device on the path forgot the connection during {Durations.Text(scene.IdleSeconds)} of silence and reset it when it was used again."
        : $"The connection was forgotten on the way during {Durations.Text(scene.IdleSeconds)} of silence. The next packet met an end that no longer knew it.";

    /// <summary>Balancers forget after one minute to one hour; carriers after minutes, five being the usual warning.</summary>
    public override IEnumerable<string> ReadAlso(ResetScene scene)
    {
        double idle = scene.IdleSeconds;
        bool carrier = idle is >= ShortestCarrierTimerSeconds and <= LongestCarrierTimerSeconds;
        bool balancer = idle is >= UsualTimerSeconds and <= LongestBalancerTimerSeconds;
        if (carrier && Math.Abs(idle - UsualCarrierTimerSeconds) <= UsualCarrierTimerSeconds * 0.1)
        {
            return balancer ? ["mobile-network-idle", "load-balancer-idle"] : ["mobile-network-idle"];
        }

        return (balancer, carrier) switch
        {
            (true, true) => ["load-balancer-idle", "mobile-network-idle"],
            (true, false) => ["load-balancer-idle"],
            (false, true) => ["mobile-network-idle"],
            _ => [],
        };
    }

    public override IEnumerable<NextStep> NextSteps(ResetScene scene) =>
    [
        Settling.CaptureAtSender(scene),
        new NextStep("On each NAT or firewall of the path: see which timeout the entry gets.", $"sudo conntrack -L -p tcp --dport {scene.Trace.ServerPort} -o extended"),
        new NextStep("Find the timer: idle for growing times until the connection breaks, then set keep-alives below half of it.", "sysctl net.ipv4.tcp_keepalive_time net.ipv4.tcp_keepalive_intvl net.ipv4.tcp_keepalive_probes"),
    ];
}
