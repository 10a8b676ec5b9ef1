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
}
