using RstKb.Capture.Headers;
using RstKb.Diagnosis.Report;

namespace RstKb.Tests.Diagnosis.Situations;

/// <summary>A router's capture of all its interfaces shows what it forwards twice, one hop apart, and what it makes or keeps once.</summary>
public sealed class CapturedTwiceSituationTests
{
    [Fact]
    public void ResetSeenBeforeAndBehindTheRouter_HasTheTtlOfEither()
    {
        var talk = new Conversation();
        talk.Handshake().Exchange().Wait(3).Data(talk.Client, 100).Wait(0.03).Reply(talk.Server, ttl: 56, id: 9).Passed();

        ResetReport report = talk.Verdict();

        Assert.Equal(("half-open", "server"), (report.Verdict.Cause, report.Verdict.SentBy));
        Assert.DoesNotContain(report.Evidence, e => e.Code == "ttl-differs");
    }

    [Fact]
    public void PacketAndResetSeenOnceWhereAllElseIsSeenTwice_WereKeptAndMadeThere()
    {
        var talk = new Conversation();
        talk.Syn().Passed().Wait(0.0003).SynAck().Passed().Wait(0.0003).Ack(talk.Client).Passed();
        talk.Data(talk.Client, 200).Passed().Wait(0.0003).Data(talk.Server, 500).Passed().Wait(0.0003).Ack(talk.Client).Passed();
        talk.Wait(1.2).Data(talk.Client, 100).Wait(0.0001).Reply(talk.Server);

        ResetReport report = talk.Verdict();

        Assert.Equal(("firewall-reject", "middlebox"), (report.Verdict.Cause, report.Verdict.SentBy));
        Assert.Contains(report.Evidence, e => e.Code == "not-passed-on");
    }

    [Fact]
    public void RefusalThatWasForwarded_ComesFromTheServerHoweverFreshItsTtl()
    {
        var talk = new Conversation();
        talk.Client.Ttl = 64;
        talk.Syn().Passed().Wait(0.0003).Send(talk.Server, TcpFlags.Rst | TcpFlags.Ack, 0, seq: 0, ack: talk.Client.Next, window: 0, ttl: 64, id: 9, timestamps: false).Passed();

        ResetReport report = talk.Verdict();

        Assert.Equal(("closed-port", "server"), (report.Verdict.Cause, report.Verdict.SentBy));
    }
}
