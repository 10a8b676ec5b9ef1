using RstKb.Diagnosis.Report;

namespace RstKb.Web.Components.Flow;

/// <summary>Ways to find a flow in other programs.</summary>
public static class WiresharkFilters
{
    /// <summary>The stream's number: right in this file only.</summary>
    public static string Stream(ResetReport report) => $"tcp.stream eq {report.Wireshark.Stream}";

    /// <summary>Both ends: right in any file of the same connection.</summary>
    public static string Ends(ResetReport report)
    {
        var ip = report.Client.Address.Contains(':') ? "ipv6" : "ip";
        return $"{ip}.addr eq {report.Client.Address} and {ip}.addr eq {report.Server.Address} and tcp.port eq {report.Client.Port} and tcp.port eq {report.Server.Port}";
    }

    /// <summary>For the next capture with tcpdump or dumpcap.</summary>
    public static string Capture(ResetReport report) => $"host {report.Client.Address} and host {report.Server.Address} and tcp port {report.Server.Port}";
}
