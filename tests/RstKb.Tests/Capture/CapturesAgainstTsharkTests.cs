using RstKb.Diagnosis.Report;
using RstKb.Tests.Diagnosis;
using RstKb.Tests.House;

namespace RstKb.Tests.Capture;

/// <summary>File by file, what is counted here is what the installed tshark counts: packets, flows, and of each reset flow its first RST and who sent it.</summary>
public sealed class CapturesAgainstTsharkTests
{
    private static readonly string[] Extensions = [".pcap", ".pcapng", ".snoop", ".gz"];

    public static TheoryData<string> Captures =>
    [
        .. Corpus.Files.Concat(Samples.Files)
            .Concat(Directory.EnumerateFiles(Path.Combine(Corpus.RepositoryRoot, "tests", "RstKb.Tests", "Inputs"), "*", SearchOption.AllDirectories))
            .Where(file => Extensions.Contains(Path.GetExtension(file)))
            .Select(file => Path.GetRelativePath(Corpus.RepositoryRoot, file))
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Captures))]
    public void EveryCapture_IsCountedAsTsharkCountsIt(string path)
    {
        string file = Path.Combine(Corpus.RepositoryRoot, path);
        IReadOnlyList<string[]> segments = Tshark.Fields(
            file, "tcp.flags && tcp.stream && !icmp && !icmpv6", "frame.number", "tcp.stream", "tcp.flags.reset", "ip.src", "ipv6.src", "tcp.srcport", "frame.protocols");

        AnalysisReport report = Reports.Of(file);

        Assert.Equal((segments.Count, segments.DistinctBy(field => field[1]).Count()), ((int)report.Capture.TcpPackets, report.Flows.Total));
        Assert.Equal(
            segments.Where(field => field[2] is "1" or "True").DistinctBy(field => field[1]).Select(field => $"packet {field[0]} of stream {field[1]} from {Source(field)}").Order(),
            report.Resets.Select(reset => $"packet {reset.Reset.Packet} of stream {reset.Wireshark.Stream} from {Sender(reset)}").Order());
    }

    private static string Source(string[] field) => $"{field[field[6].Split(':').Last(protocol => protocol is "ip" or "ipv6") == "ipv6" ? 4 : 3]} {field[5]}";

    private static string Sender(ResetReport reset)
    {
        EndpointReport end = reset.Reset.From == "client" ? reset.Client : reset.Server;
        return $"{end.Address} {end.Port}";
    }
}
