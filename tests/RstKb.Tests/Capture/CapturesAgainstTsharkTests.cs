using RstKb.Diagnosis.Report;
using RstKb.Tests.Capture.Files;
using RstKb.Tests.Capture.Flows.Observations;
using RstKb.Tests.Diagnosis;
using RstKb.Tests.House;
using static RstKb.Tests.Capture.Headers.WirePacket;

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
        AssertCounted(file, Reports.Of(file));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void ConversationsAtRandom_AreCountedAsTsharkCountsThem(int seed) => AssertCounted(new RandomConversations(seed).Write(400));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void BlocksAtRandom_AreCountedAsTsharkCountsThem(int seed)
    {
        var packets = new List<byte[]>();
        for (int port = 1000; port < 1150; port++)
        {
            packets.AddRange([FromClient(100, Syn, port: port), FromServer(0, Rst | Ack, 101, port), FromClient(9, Ack, port: port, payload: port - 1000)]);
        }

        AssertCounted(new RandomBlocks(seed).Write(packets));
    }

    private static void AssertCounted(byte[] capture)
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, capture);
            AssertCounted(file, Reports.Analyse(file, null));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void AssertCounted(string file, AnalysisReport report)
    {
        IReadOnlyList<string[]> segments = Tshark.Fields(
            file, "tcp.flags && tcp.stream && !icmp && !icmpv6", "frame.number", "tcp.stream", "tcp.flags.reset", "ip.src", "ipv6.src", "tcp.srcport", "frame.protocols");

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
