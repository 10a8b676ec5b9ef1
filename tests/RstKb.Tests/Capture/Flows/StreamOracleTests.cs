using System.Diagnostics;
using RstKb.Diagnosis.Report;
using RstKb.Tests.Capture.Flows.Observations;
using RstKb.Tests.Diagnosis;
using RstKb.Tests.House;

namespace RstKb.Tests.Capture.Flows;

/// <summary>Flows, their first resets and their completeness are those that tshark shows.</summary>
public sealed class StreamOracleTests
{
    [Fact]
    public void FlowsOfAllCaptures_AreTsharksStreams()
    {
        foreach (string file in Corpus.Files)
        {
            AssertStreams(file, Reports.Of(file));
        }
    }

    [Fact]
    public void FlowsOfConversationsAtRandom_AreTsharksStreams()
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, new RandomConversations(6).Write(300));
            AssertStreams(file, Reports.Analyse(file, null));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void AssertStreams(string file, AnalysisReport report)
    {
        var streams = new Dictionary<int, (long FirstReset, int Completeness, int Packets)>();
        foreach (string[] field in Tshark(file))
        {
            int stream = int.Parse(field[1]);
            streams.TryGetValue(stream, out var known);
            long reset = known.FirstReset == 0 && field[3] is "1" or "True" ? long.Parse(field[0]) : known.FirstReset;
            streams[stream] = (reset, int.Parse(field[2]), known.Packets + 1);
        }

        Assert.Equal(streams.Count, report.Flows.Total);

        // Of a single packet tshark tells what was before it, which is nothing.
        Assert.Equal(
            streams.Where(s => s.Value.FirstReset > 0).OrderBy(s => s.Key).Select(s => (s.Key, s.Value.FirstReset, s.Value.Packets == 1 ? 0 : s.Value.Completeness)),
            report.Resets.Select(r => (r.Wireshark.Stream, r.Reset.Packet, streams[r.Wireshark.Stream].Packets == 1 ? 0 : r.Wireshark.Completeness)));
    }

    /// <summary>Two passes, so that completeness is that of the whole stream.</summary>
    private static IEnumerable<string[]> Tshark(string file)
    {
        var start = new ProcessStartInfo("tshark") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])["-2", "-n", "-r", file, "-o", "tcp.desegment_tcp_streams:FALSE", "-o", "ip.defragment:FALSE", "-Y", "tcp && !icmp && !icmpv6",
            "-T", "fields", "-e", "frame.number", "-e", "tcp.stream", "-e", "tcp.completeness", "-e", "tcp.flags.reset"])
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start) ?? throw new InvalidOperationException("tshark did not start.");
        _ = process.StandardError.ReadToEndAsync();
        while (process.StandardOutput.ReadLine() is { } line)
        {
            yield return line.Split('\t');
        }

        process.WaitForExit();
    }
}
