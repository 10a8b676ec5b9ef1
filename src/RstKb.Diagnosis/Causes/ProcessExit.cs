using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Clues;
using RstKb.Diagnosis.Scene;
using static RstKb.Diagnosis.Strength;

namespace RstKb.Diagnosis.Causes;

/// <summary>
/// The server's process disappeared: crash, kill, restart. On the wire: FINs and resets on all of its connections within an instant, then refused SYNs on its port (Linux closes every descriptor of a process that exits,
/// <c>do_exit</c>, <c>__tcp_close</c>).
/// </summary>
public sealed class ProcessExit : Cause
{
    private const double SameInstantSeconds = 0.05;
    private const int FewestAtOnce = 3;

    public override ResetKinds Kinds => ResetKinds.Abort | ResetKinds.Reply | ResetKinds.ByServer | ResetKinds.WithPayload;

    public override void Examine(ResetScene scene, Findings findings)
    {
        if (!scene.IsFromServer || scene.Shape is ResetShape.Refusal or ResetShape.Foreign || scene.Server.Bytes == 0)
        {
            return;
        }

        var moment = scene.Server.Fin?.Time ?? scene.Reset.Time;
        int together = 1;
        foreach (ref readonly var ending in scene.Context.Endings.Around(scene.Trace.ServerAddress, moment, SameInstantSeconds, scene.Trace.Flow))
        {
            together += !ending.ByClient && SamePort(scene, ending.Flow) ? 1 : 0;
        }

        if (together < FewestAtOnce)
        {
            return;
        }

        if (scene.Shape == ResetShape.Abort && scene.Server.Fin is null && scene.Server.LastPayload is { } own && ClosingClues.UnansweredPayload(scene) is null && WindowClues.Jump(scene) is null)
        {
            findings.Against(Strong, new Clue("nothing-unread-at-exit", $"the server had spoken last, in packet {own.Packet}; a process that exits with nothing unread leaves its kernel to send a FIN", own.Packet, scene.Reset.Packet));
        }

        var service = scene.Service;
        findings.For(service.Refused > 0 ? Strong : Weak, new Clue("closed-together", $"{together} connections of port {scene.Trace.ServerPort} ended within {Durations.Text(SameInstantSeconds)}, all by the server", scene.Reset.Packet));
        if (service.Refused > 0)
        {
            findings.For(Strong, new Clue("then-refused", $"the same port refused {service.Refused:N0} SYNs of this capture: nothing listened there any more", scene.Reset.Packet));
        }
    }

    public override SentBy SenderIn(ResetScene scene) => SentBy.Server;

    public override string Tell(ResetScene scene) =>
        $"The program behind port {scene.Trace.ServerPort} exited: all its connections ended at one instant, and new ones were refused.";

    public override IEnumerable<NextStep> NextSteps(ResetScene scene) =>
    [
        Settling.Look(Side.Server, "look for the exit in the supervisor's and the kernel's log.", $"{Settling.LogAround(scene)} | grep -iE 'exit|killed|signal'; dmesg | grep -i 'killed process'"),
    ];

    private static bool SamePort(ResetScene scene, int flow)
    {
        ref readonly FlowRecord record = ref scene.Context.Flow(flow);
        return (record.ClientIsLow(out _) ? record.HighPort : record.LowPort) == scene.Trace.ServerPort;
    }
}
