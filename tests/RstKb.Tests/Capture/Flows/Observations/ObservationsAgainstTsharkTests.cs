using RstKb.Capture;
using RstKb.Capture.Flows;
using RstKb.Capture.Flows.Observations;
using RstKb.Tests.House;

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
    public void SegmentsOfConversationsAtRandom_BearTsharksMarks(int seed)
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, new RandomConversations(seed).Write(500));
            AssertMarks(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void AssertMarks(string file)
    {
        var expected = Tshark.Fields(file, "tcp && !icmp && !icmpv6", ["frame.number", .. Fields.Select(field => $"tcp.analysis.{field.Field}")])
            .ToDictionary(line => long.Parse(line[0]), MarksOf);
        foreach (Segment segment in Traces(file).SelectMany(trace => trace.Segments))
        {
            Assert.Equal(
                $"{Path.GetFileName(file)} packet {segment.Packet}: {expected[segment.Packet]}",
                $"{Path.GetFileName(file)} packet {segment.Packet}: {segment.Observations & ~Observation.CapturedTwice}");
        }
    }

    private static Observation MarksOf(string[] line)
    {
        var marks = Observation.None;
        for (int i = 0; i < Fields.Length; i++)
        {
            marks |= line[i + 1].Length > 0 ? Fields[i].Mark : Observation.None;
        }

        return marks;
    }

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
