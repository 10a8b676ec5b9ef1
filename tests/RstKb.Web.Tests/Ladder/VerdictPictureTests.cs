using RstKb.Diagnosis.Report;
using RstKb.Web.Components.Flow;

namespace RstKb.Web.Tests.Ladder;

/// <summary>The pictures and remarks beside a verdict: what they are drawn from, and when there is none.</summary>
public sealed class VerdictPictureTests
{
    [Fact]
    public void WindowHadShrunk_ItsStepsAreDrawnUpToTheReset()
    {
        var flow = new FlowBuilder().Handshake().Exchange(2).Window("server", 20_000).Window("server", 4_000).Window("server", 0).Add("server", "RST,ACK");

        var window = ReceiveWindow.Of(flow.Timeline(), "server");

        Assert.NotNull(window);
        Assert.Equal([64_256, 64_256, 20_000, 4_000, 0], window.Steps.Select(step => step.Bytes));
        Assert.Equal((64_256, 0), (window.Largest, window.Last));
        Assert.True(window.ResetAt > window.Steps[^1].Seconds);
    }

    [Fact]
    public void WindowStayedWide_ThereIsNoPicture()
    {
        var flow = new FlowBuilder().Handshake().Exchange(5).Add("server", "RST,ACK");

        Assert.Null(ReceiveWindow.Of(flow.Timeline(), "server"));
    }

    [Fact]
    public void ResetCameSoonerThanAnyAnswer_BothAreMeasured()
    {
        var flow = new FlowBuilder().Handshake();
        for (var i = 0; i < 3; i++)
        {
            flow.Add("client", "PSH,ACK", 100).Wait(.03).Add("server", "PSH,ACK", 300).Add("client", "ACK");
        }

        flow.Add("client", "PSH,ACK", 100).Wait(.002).Add("server", "RST,ACK");

        var times = AnswerTimes.Of(flow.Timeline(), "server");

        Assert.NotNull(times);
        Assert.Equal([.0201, .0301, .0301, .0301], times.Answers.Select(seconds => Math.Round(seconds, 6)));
        Assert.Equal(.0021, times.Reset, 6);
    }

    [Fact]
    public void SegmentWasSentAgain_ItsAnswerIsNotMeasured()
    {
        var flow = new FlowBuilder().Handshake();
        for (var i = 0; i < 3; i++)
        {
            flow.Add("client", "PSH,ACK", 100).Wait(.2).Add("client", "PSH,ACK", 0, ["TCP Retransmission"]).Wait(.03).Add("server", "PSH,ACK", 300);
        }

        flow.Add("client", "PSH,ACK", 100).Add("server", "RST,ACK");

        Assert.Null(AnswerTimes.Of(flow.Timeline(), "server"));
    }

    [Theory]
    [InlineData(.03)]
    [InlineData(3)]
    public void ResetCameAsSoonAsTheAnswersOrLater_ThereIsNoPicture(double seconds)
    {
        var flow = new FlowBuilder().Handshake();
        for (var i = 0; i < 4; i++)
        {
            flow.Add("client", "PSH,ACK", 100).Wait(.03).Add("server", "PSH,ACK", 300);
        }

        Assert.Null(AnswerTimes.Of(flow.Add("client", "PSH,ACK", 100).Wait(seconds).Add("server", "RST,ACK").Timeline(), "server"));
    }

    [Fact]
    public void FlowIsWhole_NothingWeakensItsVerdict()
    {
        var flow = new FlowBuilder().Handshake().Exchange(2).Add("server", "RST");

        Assert.Empty(Weakness.Of(flow.Report(), flow.Timeline()));
    }

    [Fact]
    public void AckBelongsToAnOldConnection_NoPacketIsCalledMissing()
    {
        var flow = new FlowBuilder().Add("client", "SYN").Add("server", "ACK", tags: ["TCP ACKed unseen segment"]).Add("client", "RST");

        Assert.Empty(Weakness.Of(flow.Report(), flow.Timeline()));
    }

    [Theory]
    [InlineData("mid-stream")]
    [InlineData("one-way")]
    [InlineData("drops")]
    [InlineData("clock")]
    public void FlowLacksSomething_TheVerdictSaysWhat(string flaw)
    {
        var flow = flaw switch
        {
            "one-way" => new FlowBuilder().Add("client", "SYN").Add("client", "ACK").Add("client", "RST"),
            "drops" => new FlowBuilder().Handshake().Add("client", "ACK", tags: ["TCP ACKed unseen segment"]).Add("server", "PSH,ACK", 100, ["TCP Previous segment not captured"]).Add("server", "RST"),
            "clock" => new FlowBuilder().Handshake().Wait(-.5).Add("server", "RST"),
            _ => new FlowBuilder().Exchange(2).Add("server", "RST"),
        };
        var report = flow.Report() with { ClientKnown = flaw != "mid-stream" };

        Assert.Equal([flaw], Weakness.Of(report, flow.Timeline()).Select(weakness => weakness.Code));
    }

    [Fact]
    public void WindowIsWiderThanAllThatWasSent_ThePlotLeavesItsLineOutAndSaysSo()
    {
        var wide = SequencePlotModel.Of(new FlowBuilder().Handshake().Exchange(3).Add("server", "RST").Timeline(), "client");
        var narrow = SequencePlotModel.Of(new FlowBuilder().Handshake().Add("client", "PSH,ACK", 1400).Window("server", 20).Add("client", "PSH,ACK", 1400).Window("server", 0).Add("server", "RST").Timeline(), "client");

        Assert.Equal(("", true), (wide!.Window, wide.IsWindowBeyond));
        Assert.StartsWith("M", narrow!.Window, StringComparison.Ordinal);
    }
}
