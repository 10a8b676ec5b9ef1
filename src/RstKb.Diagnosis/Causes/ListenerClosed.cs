using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Clues;
using RstKb.Diagnosis.Scene;
using static RstKb.Diagnosis.Strength;

namespace RstKb.Diagnosis.Causes;

/// <summary>
/// The listening socket was closed while established connections still waited to be accepted. On the wire: RST,ACK out of the server's kernel on connections
/// that it never answered by a byte, several at one instant, and refused SYNs afterwards (Linux <c>inet_csk_listen_stop</c>, reason TCP_STATE).
/// </summary>
public sealed class ListenerClosed : Cause
{
    private const double SameInstantSeconds = 0.05;

    public override ResetKinds Kinds => ResetKinds.Abort | ResetKinds.ByServer | ResetKinds.AnyPayload;

    public override void Examine(ResetScene scene, Findings findings)
    {
        if (scene.Shape != ResetShape.Abort || !scene.IsFromServer || scene.Server.Bytes > 0 || scene.Server.Fin is not null || scene.Server.SynAck is null)
        {
            return;
        }

        int together = AbortedTogether(scene);
        var service = scene.Service;
        if (together == 0 && service.Refused == 0)
        {
            return;
        }

        findings.For(Strong, new Clue("never-served", $"the server never sent a byte on this connection: no application had taken it", scene.Server.SynAck!.Packet, scene.Reset.Packet));
        if (together > 0)
        {
            findings.For(Strong, new Clue("unserved-together", $"{together + 1} connections to port {scene.Trace.ServerPort} that were never served were reset within {Durations.Text(SameInstantSeconds)}", scene.Reset.Packet));
        }

        if (service.Refused > 0)
        {
            findings.For(Medium, new Clue("then-refused", $"the same port refused {service.Refused:N0} SYNs of this capture: nothing listened there any more", scene.Reset.Packet));
        }
    }

    public override SentBy SenderIn(ResetScene scene) => SentBy.Server;

    public override string Tell(ResetScene scene) =>
        $"The program that listened on port {scene.Trace.ServerPort} stopped while this connection still waited to be accepted. Its kernel reset all that were waiting.";

    public override IEnumerable<NextStep> NextSteps(ResetScene scene) =>
    [
        Settling.Look(Side.Server, "see whether the service was stopped, reloaded or crashed at this moment.", $"{Settling.LogAround(scene)} | grep -iE 'stopp|start|reload|exit'"),
        Settling.KernelReason(scene, "TCP_STATE for many connections at one moment says that their listener was closed."),
    ];

    /// <summary>Other connections to the same port on which the server had sent nothing and which it reset at the same instant.</summary>
    private static int AbortedTogether(ResetScene scene)
    {
        int count = 0;
        foreach (ref readonly var ending in scene.Context.Endings.Around(scene.Trace.ServerAddress, scene.Reset.Time, SameInstantSeconds, scene.Trace.Flow))
        {
            ref readonly FlowRecord record = ref scene.Context.Flow(ending.Flow);
            bool clientIsLow = record.ClientIsLow(out _);
            ref readonly FlowSide server = ref clientIsLow ? ref record.High : ref record.Low;
            ushort port = clientIsLow ? record.HighPort : record.LowPort;
            bool abort = ending is { IsReset: true, ByClient: false } && (record.ResetFlags & TcpFlags.Ack) != 0;
            count += abort && server is { HasSynAck: true, Bytes: 0 } && port == scene.Trace.ServerPort ? 1 : 0;
        }

        return count;
    }
}
