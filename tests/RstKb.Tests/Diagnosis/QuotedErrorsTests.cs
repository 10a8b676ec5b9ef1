using RstKb.Diagnosis.Printing;
using RstKb.Diagnosis.Report;
using RstKb.Tests.Capture.Headers;
using static RstKb.Tests.Capture.Headers.WirePacket;

namespace RstKb.Tests.Diagnosis;

/// <summary>ICMP errors that quote a flow's packets stand in its timeline and speak for the causes that they prove.</summary>
public sealed class QuotedErrorsTests
{
    [Fact]
    public void AnErrorThatNamesARule_SpeaksForTheFirewallAndAgainstAClosedPort()
    {
        (ResetReport report, FlowTimeline timeline) = Analyse(
            FromClient(100, Syn), Error(FromClient(100, Syn), type: 3, code: 13, bytes: 8), FromClient(100, Syn), FromServer(0, Rst | Ack, 101));

        EvidenceReport evidence = Assert.Single(report.Evidence, item => item.Code == "icmp-prohibited");
        Assert.Equal("10.0.9.9 reported in packet 2 about the client's packets: communication administratively prohibited", evidence.Text);
        Assert.Contains("firewall-reject", evidence.Supports);
        Assert.Contains("closed-port", evidence.Against);
        Assert.Equal([2L], evidence.Packets);
        Assert.Equal(("firewall-reject", 4L), (report.Verdict.Cause, report.Reset.Packet));
        Assert.Equal(new TimelineError(2, 1_000_000, "10.0.9.9", "client", "communication administratively prohibited", 0, 64, null), Assert.Single(timeline.Errors));
        Assert.Equal((3, 3), (report.Packets, timeline.Segments.Count));
    }

    [Fact]
    public void AnErrorOverIPv6_IsKeptToo()
    {
        (ResetReport report, FlowTimeline timeline) = Analyse(FromClient6(100, Syn), Error6(FromClient6(100, Syn)), FromServer6(0, Rst | Ack, 101));

        Assert.Contains(report.Evidence, item => item.Code == "icmp-prohibited");
        Assert.Equal("2001:db8::9", Assert.Single(timeline.Errors).Reporter);
    }

    [Fact]
    public void AnUnreachableHost_SpeaksForTheRetransmissionsThatGaveUp()
    {
        List<byte[]> packets = [FromClient(100, Syn), FromServer(500, Syn | Ack, 101), FromClient(101, Ack, 501)];
        packets.AddRange(Enumerable.Range(2, 6).Select(id => Numbered(FromClient(101, Ack, 501, payload: 10), (byte)id)));
        packets.Add(Error(FromClient(101, Ack, 501, payload: 10), type: 3, code: 1));
        packets.AddRange([FromServer(501, Ack, 101, payload: 5), FromClient(101, Rst)]);

        ResetReport report = Analyse([.. packets]).Report;

        Assert.Contains("retransmission-timeout", Assert.Single(report.Evidence, item => item.Code == "icmp-unreachable").Supports);
    }

    [Fact]
    public void ManyErrors_AreKeptUpToABound()
    {
        byte[][] errors = [.. Enumerable.Repeat(Error(FromClient(100, Syn), type: 3, code: 4), 100)];

        FlowTimeline timeline = Analyse([FromClient(100, Syn), .. errors, FromServer(0, Rst | Ack, 101)]).Timeline;

        Assert.Equal((32, 1280), (timeline.Errors.Count, timeline.Errors[0].Mtu));
    }

    [Fact]
    public void TheTextLadder_ShowsEachErrorBetweenThePackets()
    {
        FlowTimeline timeline = Analyse(FromClient(100, Syn), Error(FromClient(100, Syn), type: 11, code: 0), FromServer(0, Rst | Ack, 101)).Timeline;

        IReadOnlyList<string> lines = TextLadder.Draw(timeline);
        int at = lines.ToList().FindIndex(line => line.Contains("ICMP time to live", StringComparison.Ordinal));

        Assert.Contains("SYN", lines[at - 1], StringComparison.Ordinal);
        Assert.Contains("RST", lines[at + 1], StringComparison.Ordinal);
        Assert.All(lines, line => Assert.True(line.Length <= TextLadder.Width));
    }

    // A host numbers what it repeats anew; the same number twice would be one packet seen at two places.
    private static byte[] Numbered(byte[] packet, byte id) => [.. packet[..5], id, .. packet[6..]];

    private static (ResetReport Report, FlowTimeline Timeline) Analyse(params byte[][] packets)
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, Pcap(packets));
            FlowTimeline? timeline = null;
            AnalysisReport report = Reports.Analyse(file, (_, told) => timeline = told);
            return (Assert.Single(report.Resets), timeline!);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
