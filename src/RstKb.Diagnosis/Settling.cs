using RstKb.Capture.Flows;
using RstKb.Diagnosis.Scene;

namespace RstKb.Diagnosis;

/// <summary>Commands that settle a verdict, with this flow's addresses and ports filled in.</summary>
public static class Settling
{
    /// <summary>A second capture at the RST's alleged sender: if the RST never leaves there, it was made on the way.</summary>
    public static NextStep CaptureAtSender(ResetScene scene) => new(
        $"Capture at the {scene.Sender.Word()} at the same time. A reset that arrives at the {scene.Receiver.Word()} and never leaves the {scene.Sender.Word()} was made between them.",
        $"sudo tcpdump -ni any -s 128 -w {scene.Sender.Word()}.pcap '{Filter(scene)}'");

    /// <summary>A capture filter for the connections between these two ends to this port.</summary>
    public static string Filter(ResetScene scene) => $"host {scene.Trace.ClientAddress} and host {scene.Trace.ServerAddress} and tcp port {scene.Trace.ServerPort}";

    /// <summary>The number of the process that owns the service's sockets, or the client's to this server.</summary>
    public static string ProcessOf(ResetScene scene, Side side) => side == Side.Server
        ? $"$(sudo ss -tnlpH 'sport = :{scene.Trace.ServerPort}' | grep -oP 'pid=\\K[0-9]+' | head -1)"
        : $"$(sudo ss -tnpH dst {scene.Trace.ServerAddress} 'dport = :{scene.Trace.ServerPort}' | grep -oP 'pid=\\K[0-9]+' | head -1)";

    /// <summary>The host's log around the moment of the reset.</summary>
    public static string LogAround(ResetScene scene) =>
        $"journalctl --since '{Utc(scene, -LogSeconds)} UTC' --until '{Utc(scene, LogSeconds)} UTC'";

    /// <summary>The kernel's own word for why it sends a RST (complete since Linux 6.12).</summary>
    public static NextStep KernelReason(ResetScene scene, string expected) => new(
        $"Ask the {scene.Sender.Word()}'s kernel why it sends resets. {expected}",
        $"sudo bpftrace -e 'tracepoint:tcp:tcp_send_reset /args->sport == {scene.Trace.ServerPort} || args->dport == {scene.Trace.ServerPort}/ {{ @[comm, args->state, args->reason] = count(); }}'");

    /// <summary>A counter on the RST's sender whose growth decides.</summary>
    public static NextStep Counter(ResetScene scene, string counters, string meaning) => new(
        $"Watch the counters on the {scene.Sender.Word()} while it happens. {meaning}",
        $"nstat -n; sleep 60; nstat -z | grep -E '{counters}'");

    /// <summary>Something to look at on one host.</summary>
    public static NextStep Look(Side at, string text, string command) => new($"On the {at.Word()}: {text}", command);

    private const int LogSeconds = 30;

    private static string Utc(ResetScene scene, int later) =>
        DateTime.UnixEpoch.AddTicks(scene.Reset.Time.Nanoseconds / 100).AddSeconds(later).ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
}
