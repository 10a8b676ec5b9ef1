using RstKb.Capture;
using RstKb.Capture.Flows;
using RstKb.Capture.Flows.Observations;
using RstKb.Tests.House;
using static RstKb.Tests.Capture.Headers.WirePacket;

namespace RstKb.Tests.Capture.Flows.Observations;

/// <summary>What Wireshark marks on the segments of a reset flow, the examination marks too.</summary>
public sealed class ObservationsAgainstTsharkTests
{
    private static readonly (Observation Mark, string Field)[] Fields =
    [
        (Observation.Retransmission, "retransmission"),
        (Observation.FastRetransmission, "fast_retransmission"),
        (Observation.SpuriousRetransmission, "spurious_retransmission"),
        (Observation.OutOfOrder, "out_of_order"),
        (Observation.LostSegment, "lost_segment"),
        (Observation.AckedLostSegment, "ack_lost_segment"),
        (Observation.DuplicateAck, "duplicate_ack"),
        (Observation.ZeroWindow, "zero_window"),
        (Observation.ZeroWindowProbe, "zero_window_probe"),
        (Observation.ZeroWindowProbeAck, "zero_window_probe_ack"),
        (Observation.WindowUpdate, "window_update"),
        (Observation.WindowFull, "window_full"),
        (Observation.KeepAlive, "keep_alive"),
        (Observation.KeepAliveAck, "keep_alive_ack"),
        (Observation.PortReused, "reused_ports"),
    ];

    [Fact]
    public void SegmentsOfAllResetFlows_BearTsharksMarks()
    {
        foreach (string file in Corpus.Files.Concat(Samples.Files))
        {
            AssertMarks(file);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void SegmentsOfConversationsAtRandom_BearTsharksMarks(int seed) => AssertMarks(new RandomConversations(seed).Write(500));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void SegmentsOfMptcpAtRandom_BearTsharksMarks(int seed) => AssertMarks(new RandomMptcp(seed).Write(120));

    [Theory]
    [InlineData(9_998)]
    [InlineData(9_999)]
    public void SegmentsOfALongFlowWhoseOtherSideWasNotCaptured_BearTsharksMarks(int count)
    {
        List<byte[]> packets = [FromClient(0, Syn)];
        packets.AddRange(Enumerable.Range(0, count).Select(i => FromClient(1 + (uint)i, Ack, 1, payload: 1)));
        uint end = 1 + (uint)count;
        packets.AddRange([FromClient(end, Fin | Ack, 1), FromClient(end, Fin | Ack, 1), FromClient(end, Fin | Ack, 1), FromClient(end + 1, Rst)]);
        AssertMarks(Pcap(packets));
    }

    private static void AssertMarks(byte[] capture)
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, capture);
            AssertMarks(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void AssertMarks(string file)
    {
        string[] asked = ["frame.number", "tcp.analysis.duplicate_ack_frame", "tcp.analysis.duplicate_ack_num", .. Fields.Select(field => $"tcp.analysis.{field.Field}")];
        var expected = Tshark.Fields(file, "tcp && !icmp && !icmpv6", asked).ToDictionary(line => long.Parse(line[0]), line => $"{MarksOf(line)} {line[1]}#{line[2]}");
        foreach (Segment segment in Traces(file).SelectMany(trace => trace.Segments))
        {
            Assert.Equal(
                $"{Path.GetFileName(file)} packet {segment.Packet}: {expected[segment.Packet]}",
                $"{Path.GetFileName(file)} packet {segment.Packet}: {segment.Observations & ~Observation.CapturedTwice} {Duplicate(segment)}");
        }
    }

    private static Observation MarksOf(string[] line)
    {
        var marks = Observation.None;
        for (int i = 0; i < Fields.Length; i++)
        {
            marks |= line[i + 3].Length > 0 ? Fields[i].Mark : Observation.None;
        }

        return marks;
    }

    private static string Duplicate(Segment segment) => segment.Has(Observation.DuplicateAck) ? $"{segment.DuplicateOf}#{segment.DuplicateAckNumber}" : "#";

    private static List<FlowTrace> Traces(string file)
    {
        var limits = new CaptureLimits();
        using FileStream first = File.OpenRead(file);
        SurveyResult survey = Survey.Run(first, limits, null, CancellationToken.None);
        using FileStream second = File.OpenRead(file);
        var traces = new List<FlowTrace>();
        Examination.Run(second, survey, limits, traces.Add, null, CancellationToken.None);
        return traces;
    }
}
