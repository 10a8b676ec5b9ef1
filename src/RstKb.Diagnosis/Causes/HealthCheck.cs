using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Clues;
using RstKb.Diagnosis.Scene;
using static RstKb.Diagnosis.Strength;

namespace RstKb.Diagnosis.Causes;

/// <summary>
/// A monitor or load balancer verifies that the port answers and aborts. On the wire: no payload; RST,ACK out of the client's socket, often in place of the handshake's third packet; the same
/// source and target at a fixed period (HAProxy <c>check</c>; linger 0).
/// </summary>
public sealed class HealthCheck : Cause
{
    private const double ClockVariation = 0.1;

    public override ResetKinds Kinds => ResetKinds.Abort | ResetKinds.ByClient | ResetKinds.WithoutPayload;

    public override void Examine(ResetScene scene, Findings findings)
    {
        if (scene.HasPayload || scene.Sender != Side.Client || scene.Shape != ResetShape.Abort || !scene.HandshakeSeen && !(scene.IsOneWay && scene.Client.Syn is not null) || scene.Heard.HasPayload || scene.Client.Fin is not null)
        {
            return;
        }

        findings.For(Medium, new Clue("no-payload", "the client opened the connection and aborted it without sending a byte", scene.Client.Syn!.Packet, scene.Reset.Packet));
        if (scene.Client.Acked is null)
        {
            findings.For(Strong, new Clue("reset-for-third-ack", "RST,ACK stands in place of the handshake's third packet, as HAProxy's check sends it", (scene.Server.SynAck ?? scene.Client.Syn)!.Packet, scene.Reset.Packet));
        }

        if (scene.Context.Probes.Of(scene.Trace.ClientAddress, scene.Trace.ServerAddress, scene.Trace.ServerPort) is { } rhythm)
        {
            if (rhythm.Variation <= ClockVariation)
            {
                findings.For(Strong, new Clue("fixed-period", $"{scene.Trace.ClientAddress} does this every {Durations.Text(rhythm.PeriodSeconds)}, {rhythm.Count} times in this capture", scene.Reset.Packet));
            }
            else
            {
                findings.For(Medium, new Clue("repeated-probe", $"{scene.Trace.ClientAddress} did this {rhythm.Count} times in this capture", scene.Reset.Packet));
            }
        }
    }

    public override Harm HarmIn(ResetScene scene) => Harm.Benign;

    public override SentBy SenderIn(ResetScene scene) => SentBy.Client;

    public override string Tell(ResetScene scene) =>
        $"A health check: {scene.Trace.ClientAddress} only looked whether the port answers and ended the connection by a reset. Nothing was lost.";

    public override IEnumerable<NextStep> NextSteps(ResetScene scene) =>
    [
        Settling.Look(Side.Client, "compare the period with the interval of its health checks.", "grep -rE 'inter |interval' /etc/haproxy/haproxy.cfg"),
    ];
}
