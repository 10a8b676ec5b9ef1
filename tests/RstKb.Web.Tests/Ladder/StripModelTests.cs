using RstKb.Diagnosis.Report;
using RstKb.Web.Components.Ladder;

namespace RstKb.Web.Tests.Ladder;

public sealed class StripModelTests
{
    [Fact]
    public void SilenceBetweenClosePackets_BearsItsWordsOnlyWhereTheyFit()
    {
        var flow = new FlowBuilder().Handshake().Wait(1).Add("client", "ACK", 1).Wait(3).Add("client", "ACK", 1).Wait(9).Add("server", "RST");

        var gaps = StripModel.Of(flow.Timeline()).Gaps;

        Assert.Equal([StripRoom.None, StripRoom.Wide, StripRoom.Everywhere], gaps.Select(gap => gap.Room));
        Assert.Equal("idle 9.000 s", gaps[2].Label);
    }

    [Fact]
    public void MiddleThatIsKeptAsFigures_IsNoSilence()
    {
        var flow = new FlowBuilder { Middle = new TimelineMiddle(3, 999_199, 0, 724_000_000, 60, 99) }.Handshake().Wait(60).Add("server", "ACK", 1448).Add("client", "RST");

        var gap = Assert.Single(StripModel.Of(flow.Timeline()).Gaps);

        Assert.True(gap.IsKeptAsFigures);
        Assert.Equal("999,199 packets", gap.Label);
    }

    [Theory]
    [InlineData(.113)]
    [InlineData(.0977)]
    [InlineData(.6104)]
    [InlineData(1.02)]
    [InlineData(3050)]
    public void LastTimesBelowANarrowStrip_DoNotTouch(double seconds)
    {
        const double narrow = 326, letter = 6;

        var axis = StripModel.Of(new FlowBuilder().Add("client", "SYN").Wait(seconds).Add("server", "RST,ACK").Timeline()).Axis;

        var (at, label) = axis[^2];
        Assert.True((100 - double.Parse(at, System.Globalization.CultureInfo.InvariantCulture)) / 100 * narrow >= letter * ((label.Length / 2.0) + axis[^1].Label.Length), $"{label} lies on {axis[^1].Label}.");
    }
}
