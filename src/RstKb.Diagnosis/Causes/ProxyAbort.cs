using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Clues;
using RstKb.Diagnosis.Scene;
using static RstKb.Diagnosis.Strength;

namespace RstKb.Diagnosis.Causes;

/// <summary>
/// A proxy or gateway ends one leg because of the other, or closes by reset on purpose. On the wire: FIN and, within milliseconds, RST,ACK at the number after it from the same host; or a reset at the moment at
/// which the same host's other leg ended (HAProxy <c>option nolinger</c> and its server side; nginx <c>reset_timedout_connection</c>).
/// </summary>
public sealed class ProxyAbort : Cause
{
    private const double BackToBackSeconds = 0.005;
    private const double SameMomentSeconds = 0.02;

    public override ResetKinds Kinds => ResetKinds.Abort | ResetKinds.AnySide | ResetKinds.AnyPayload;

    public override void Examine(ResetScene scene, Findings findings)
    {
        findings.For(Weak, StatedClues.For(scene, Slug));

        if (scene.Shape != ResetShape.Abort)
        {
            return;
        }

        if (scene.FromSender.Fin is { } fin && scene.Reset.SequenceNumber == fin.End && scene.Reset.Time.SecondsSince(fin.Time) <= BackToBackSeconds)
        {
            findings.Against(Strong, FinWait2Orphan.FinAndResetWhileOthersWereAborted(scene));
            findings.For(Strong, new Clue("fin-then-reset", $"the {scene.Sender.Word()} sent FIN and reset within {Durations.Text(scene.Reset.Time.SecondsSince(fin.Time))}: a close without linger, as proxies do", fin.Packet, scene.Reset.Packet));
        }

        if (OtherLeg(scene) is { } leg)
        {
            findings.For(Strong, leg.Clue);
            findings.For(Strong, new Clue("two-roles", $"{scene.Trace.Address(scene.Sender)} is client and server in this capture: it stands between", scene.Reset.Packet));
        }
    }

    public override SentBy SenderIn(ResetScene scene) => SenderInference.SideOf(scene.Sender);

    public override string Tell(ResetScene scene) =>
        $"{scene.Trace.Address(scene.Sender)} is a proxy: it ended this leg because the other one ended, or closes by reset on purpose.";

    public override IEnumerable<NextStep> NextSteps(ResetScene scene) =>
    [
        Settling.Look(scene.Sender, "read the proxy's log for this moment; its termination state names the leg that failed.", "grep -E ' (SD|SH|CD|CH|sH|cD)-- ' /var/log/haproxy.log"),
        new NextStep("Capture both legs of the proxy at once and compare the moments.", $"sudo tcpdump -ni any -s 128 -w both-legs.pcap 'host {scene.Trace.Address(scene.Sender)} and tcp'"),
    ];

    /// <summary>A host that speaks to itself is client and server of one service; a proxy's legs lead to two.</summary>
    private static bool SameService(ResetScene scene, FlowKey other, bool clientIsLow) =>
        scene.Trace.ServerPort == (clientIsLow ? other.HighPort : other.LowPort) && scene.Trace.ServerAddress == (clientIsLow ? other.HighAddress : other.LowAddress);

    /// <summary>An ending of another connection of the same host, in the other role, right before this reset.</summary>
    private static (Clue Clue, int Flow)? OtherLeg(ResetScene scene)
    {
        NetworkAddress proxy = scene.Trace.Address(scene.Sender);
        foreach (ref readonly var ending in scene.Context.Endings.Around(proxy, scene.Reset.Time, SameMomentSeconds, scene.Trace.Flow))
        {
            ref readonly FlowRecord record = ref scene.Context.Flow(ending.Flow);
            bool clientIsLow = record.ClientIsLow(out _);
            FlowKey key = scene.Context.Key(ending.Flow);
            NetworkAddress client = clientIsLow ? key.LowAddress : key.HighAddress;
            bool proxyIsClientThere = client == proxy;
            bool otherRole = proxyIsClientThere == (scene.Sender == Side.Server);
            bool before = ending.Time.CompareTo(scene.Reset.Time) <= 0;
            if (otherRole && before && !SameService(scene, key, clientIsLow) && record.Low.Bytes + record.High.Bytes > 0)
            {
                string what = ending.IsReset ? "was reset" : "saw its FIN";
                return (new Clue("other-leg-ended", $"the same host's other connection (flow {ending.Flow}) {what} {Durations.Text(scene.Reset.Time.SecondsSince(ending.Time))} before", scene.Reset.Packet), ending.Flow);
            }
        }

        return null;
    }
}
