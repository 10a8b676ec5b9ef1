using RstKb.Cases.Flows;
using RstKb.Diagnosis.Report;
using RstKb.Web.Components.Case;

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

    /// <summary>Several streams: right in this file only. Neighbouring numbers become a range.</summary>
    /// <param name="flows">In ascending order.</param>
    public static string Streams(IReadOnlyList<int> flows)
    {
        var parts = new List<string>();
        for (var i = 0; i < flows.Count;)
        {
            var last = i;
            while (last + 1 < flows.Count && flows[last + 1] == flows[last] + 1)
            {
                last++;
            }

            parts.Add(last == i ? $"{flows[i]}" : $"{flows[i]}..{flows[last]}");
            i = last + 1;
        }

        return flows.Count == 1 ? $"tcp.stream eq {flows[0]}" : $"tcp.stream in {{{string.Join(", ", parts)}}}";
    }

    /// <summary>The resets of a view's ends and time in any file; null where the view names neither.</summary>
    public static string? Span(CaseQuery query)
    {
        var parts = new List<string> { "tcp.flags.reset == 1" };
        AddEnd(parts, query.Client);
        AddEnd(parts, query.Server);
        AddEnd(parts, query.Host);
        if (query.Port is { } port)
        {
            parts.Add($"tcp.port == {port}");
        }

        if (query.From is { } from)
        {
            parts.Add($"frame.time_utc >= \"{from}\"");
        }

        if (query.To is { } to)
        {
            parts.Add($"frame.time_utc < \"{to}\"");
        }

        return parts.Count == 1 ? null : string.Join(" && ", parts);
    }

    private static void AddEnd(List<string> parts, string? end)
    {
        if (end is null || !EndpointKey.TryRange(end, out _, out _))
        {
            return;
        }

        var colon = end.Contains("]:", StringComparison.Ordinal) || end.Count(c => c == ':') == 1 ? end.LastIndexOf(':') : -1;
        var address = (colon < 0 ? end : end[..colon]).Trim('[', ']');
        parts.Add($"{(address.Contains(':') ? "ipv6" : "ip")}.addr == {address}");
        if (colon >= 0)
        {
            parts.Add($"tcp.port == {end[(colon + 1)..]}");
        }
    }
}
