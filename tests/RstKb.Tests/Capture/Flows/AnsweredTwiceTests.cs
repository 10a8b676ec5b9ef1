using RstKb.Capture;
using RstKb.Capture.Flows;
using static RstKb.Tests.Capture.Headers.WirePacket;

namespace RstKb.Tests.Capture.Flows;

/// <summary>A SYN-ACK with another number than its side had moves what relative numbers start from, and with it which SYN begins another flow.</summary>
public sealed class AnsweredTwiceTests
{
    [Fact]
    public void SynOfTheNumberThatWasAnsweredLast_StaysInTheFlow() =>
        Assert.Equal(
            ["flow 0 from 5000: 1 2 3 4 5", "flow 1 from 1000: 6 7"],
            Traced(
                FromClient(100, Syn),
                FromServer(1000, Syn | Ack, 101),
                FromServer(5000, Syn | Ack, 101),
                FromServer(5000, Syn),
                FromClient(101, Rst),
                FromServer(1000, Syn),
                FromServer(1001, Rst)));

    [Fact]
    public void SynOfANumberThatWasGivenUpLater_StaysInTheFlow() =>
        Assert.Equal(
            ["flow 0 from 5000: 1 2 3 4", "flow 1 from 6999: 5 6"],
            Traced(
                FromServer(1000, Syn),
                FromClient(100, Syn),
                FromServer(5000, Syn | Ack, 101),
                FromClient(101, Rst),
                FromClient(900, Syn),
                FromServer(7000, Rst | Ack, 901)));

    private static IEnumerable<string> Traced(params byte[][] packets)
    {
        byte[] capture = Pcap(packets);
        var limits = new CaptureLimits();
        SurveyResult survey = Survey.Run(new MemoryStream(capture), limits, null, CancellationToken.None);
        var traces = new List<FlowTrace>();
        Examination.Run(new MemoryStream(capture), survey, limits, traces.Add, null, CancellationToken.None);
        return traces.Select(trace => $"flow {trace.Flow} from {ServerBase(trace)}: {string.Join(' ', trace.Segments.Select(segment => segment.Packet))}");
    }

    // The server's address sorts behind the client's.
    private static uint ServerBase(FlowTrace trace) => trace.Record.High.Base.Value;
}
