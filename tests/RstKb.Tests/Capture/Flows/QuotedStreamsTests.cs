using RstKb.Capture;
using RstKb.Capture.Files;
using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Tests.House;
using static RstKb.Tests.Capture.Headers.WirePacket;

namespace RstKb.Tests.Capture.Flows;

/// <summary>Headers that ICMP errors quote take numbers from the streams of Wireshark, and the flows here follow it.</summary>
public sealed class QuotedStreamsTests
{
    public static TheoryData<string, byte[][]> Captures => new()
    {
        { "unknown before it is known", [Error(FromClient(100, Ack)), Other(1), FromClient(101, Ack), Other(2)] },
        { "a SYN of another number", [FromClient(100, Syn), Error(FromClient(500, Syn)), FromClient(100, Syn), Other(1), FromServer(7, Syn | Ack)] },
        { "the SYN itself", [FromClient(100, Syn), Error(FromClient(100, Syn)), FromClient(100, Syn), Other(1)] },
        { "eight bytes", [Error(FromClient(100, Syn), bytes: 8), Other(1)] },
        { "fifteen bytes", [Error(FromClient(100, Syn), bytes: 15), Other(1)] },
        { "sixteen bytes", [Error(FromClient(100, Syn), bytes: 16), Other(1)] },
        { "a SYN, then one of another number", [Error(FromClient(100, Syn)), Other(1), FromClient(200, Syn), Other(2)] },
        { "two SYNs of different numbers", [Error(FromClient(100, Syn)), Error(FromClient(200, Syn)), Other(1), FromClient(300, Syn), FromClient(400, Syn)] },
        { "between two connections", [FromClient(100, Syn), Error(FromClient(500, Syn)), FromClient(500, Syn), Other(1), FromClient(100, Syn), FromServer(9, Syn | Ack)] },
        { "the other direction", [FromClient(100, Syn), Error(FromServer(7, Syn | Ack)), Other(1)] },
        { "a number after a flow in mid-stream", [FromClient(100, Ack), Error(FromClient(500, Syn)), FromClient(101, Ack), FromClient(500, Syn), Other(1)] },
        { "types that are errors and types that are none", [.. new[] { 11, 5, 12, 4, 0, 8, 30 }.Select((type, i) => Error(FromClient(1, Syn, port: 11 + i), type)), Other(1)] },
        { "ICMPv6", [Error6(FromClient6(100, Syn)), FromClient6(7, Syn, port: 81), Error6(FromClient6(8, Syn, port: 82), 128), Error6(FromClient6(8, Syn, port: 83), 3, 0), Other(1)] },
    };

    [Theory]
    [MemberData(nameof(Captures))]
    public void AQuotedHeader_MovesTheNumbersAsInWireshark(string what, byte[][] packets)
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, Pcap(packets));
            string[] expected = [.. Tshark.Fields(file, "tcp && !icmp && !icmpv6", "frame.number", "tcp.stream").Select(field => $"{field[0]}: {field[1]}")];

            Assert.NotEmpty(expected);
            Assert.Equal((what, string.Join(", ", expected)), (what, string.Join(", ", Streams(file))));
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>The second reading divides the flows as the first one did.</summary>
    [Fact]
    public void AFlowThatAQuotationDivides_IsTracedInTwoParts()
    {
        byte[] file = Pcap([FromClient(100, Syn), Error(FromClient(500, Syn)), FromServer(0, Rst | Ack, 101), Other(1), FromClient(101, Rst)]);
        SurveyResult survey = Survey.Run(new MemoryStream(file), new CaptureLimits(), null, default);
        var traces = new List<FlowTrace>();
        Examination.Run(new MemoryStream(file), survey, new CaptureLimits(), traces.Add, null, default);

        Assert.Equal((3, 1), (survey.Flows.Count, survey.Flows.ResetFlows));
        Assert.Equal([3L, 5L], Assert.Single(traces).Segments.Select(segment => segment.Packet));
    }

    [Fact]
    public void AnErrorAfterTheFlowsLastPacket_StillReachesItsTrace()
    {
        byte[] file = Pcap([FromClient(100, Syn), FromServer(0, Rst | Ack, 101), Other(1), Error(FromClient(100, Syn), bytes: 8)]);
        SurveyResult survey = Survey.Run(new MemoryStream(file), new CaptureLimits(), null, default);
        var traces = new List<FlowTrace>();
        Examination.Run(new MemoryStream(file), survey, new CaptureLimits(), traces.Add, null, default);

        QuotedError error = Assert.Single(Assert.Single(traces).Errors);
        Assert.Equal((4, Side.Client, "10.0.9.9", IcmpErrorKind.Prohibited, 100u), (error.Packet, error.About, error.Error.Reporter.ToString(), error.Error.Kind, error.Error.SequenceNumber.Value));
        Assert.False(error.Error.HasWholeHeader);
    }

    private static byte[] Other(int number) => FromClient(5, Syn, port: 2000 + number);

    private static IEnumerable<string> Streams(string file)
    {
        var limits = new CaptureLimits();
        SurveyResult survey = Survey.Run(new MemoryStream(File.ReadAllBytes(file)), limits, null, default);
        var owned = new List<(long Packet, int Flow)>();
        var table = new FlowTable(limits);
        using CaptureReader reader = CaptureFile.Open(new MemoryStream(File.ReadAllBytes(file)), limits);
        while (reader.TryRead(out CapturedPacket packet))
        {
            if (SegmentDecoder.TryDecode(packet, limits, out DecodedSegment segment, out DecodeStop stop))
            {
                owned.Add((packet.Number, table.Add(segment, packet.Number, packet.Time)));
            }
            else if (stop.IsIcmp && SegmentDecoder.TryDecodeError(packet, limits, out IcmpError error))
            {
                table.AddQuote(error, packet.Number);
            }
        }

        Assert.Equal(table.Count, survey.Flows.Count);
        return owned.Select(pair => $"{pair.Packet}: {survey.Flows.StreamOf(pair.Flow)}");
    }
}
