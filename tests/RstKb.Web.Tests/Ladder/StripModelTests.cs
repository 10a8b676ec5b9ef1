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
}
