using RstKb.Cases;
using RstKb.Web.Components.Controls;
using RstKb.Web.Components.Flow;
using RstKb.Web.Components.Ladder;

namespace RstKb.Web.Tests.Ladder;

public sealed class TextLadderTests
{
    [Fact]
    public void Lines_KeepTo78ColumnsAndShowWhoSentWhat()
    {
        var flow = new FlowBuilder().Handshake().Add("client", "PSH,ACK", 1448, ["TCP Retransmission"]).Wait(352.41).Add("server", "RST,ACK");
        var segments = flow.Timeline().Segments.Select(segment => segment with { Packet = segment.Packet + 1_584_000, RelativeSequenceNumber = 3_405_586_864 }).ToList();

        var lines = TextLadder.Of(segments).TrimEnd('\n').Split('\n');

        Assert.All(lines, line => Assert.InRange(line.Length, 1, TextLadder.Columns));
        Assert.Equal(1 + segments.Count + 1, lines.Length);
        Assert.Equal("                    client                                              server", lines[0]);
        Assert.Contains("retransmission", lines[4], StringComparison.Ordinal);
        Assert.EndsWith(">|", lines[4], StringComparison.Ordinal);
        Assert.Contains("idle 352.41 s", lines[5], StringComparison.Ordinal);
        Assert.Contains("|X", lines[6], StringComparison.Ordinal);
        Assert.Contains("the reset", lines[6], StringComparison.Ordinal);
    }

    [Fact]
    public void CopiedReport_HasAtMost60Lines()
    {
        var flow = new FlowBuilder().Handshake();
        for (var i = 0; i < 30; i++)
        {
            flow.Wait(2).Add("client", "PSH,ACK", 100).Wait(2).Add("server", "PSH,ACK", 300);
        }

        flow.Add("server", "RST");
        for (var i = 0; i < 20; i++)
        {
            flow.Evidence($"kind-{i}", ["closed-port"], [], flow.LastPacket);
        }

        var team = new NoteView(1, 7, "Maja K.", "", "other-cause", "closed-port", new DateTimeOffset(2026, 11, 20, 10, 2, 0, TimeSpan.Zero));
        var markdown = FlowMarkdown.Of(flow.Report(), flow.Timeline(), new CauseTitles(new Dictionary<string, string> { ["closed-port"] = "Nothing listens on this port" }), "http://localhost/c/x/f/7", "ab12", team);

        Assert.InRange(markdown.TrimEnd().Split('\n').Length, 30, 60);
        Assert.Contains($"#{flow.LastPacket} ", markdown, StringComparison.Ordinal);
        Assert.Contains("Team: other cause, Nothing listens on this port. Maja K., 20 Nov 2026.", markdown, StringComparison.Ordinal);
    }
}
