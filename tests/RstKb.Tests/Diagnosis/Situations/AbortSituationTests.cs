using RstKb.Capture.Headers;
using RstKb.Diagnosis.Report;

namespace RstKb.Tests.Diagnosis.Situations;

/// <summary>Resets out of a living socket and answers to stray segments: what their bytes decide, and what they leave open.</summary>
public sealed class AbortSituationTests
{
    [Fact]
    public void SmallRequestAnsweredByAReset_LeavesOpenWhetherItWasRead()
    {
        var talk = new Conversation();
        talk.Handshake().Data(talk.Client, 85, "GET /reset HTTP/1.1\r\nHost: a\r\n\r\n").Wait(0.03).Ack(talk.Server).Wait(0.001).Abort(talk.Server);

        ResetReport report = talk.Verdict();

        Assert.Equal("possible", report.Verdict.Level);
        Assert.Equal(["close-with-unread-data", "linger-zero-abort"], report.Candidates.Take(2).Select(c => c.Cause));
    }

    [Fact]
    public void WindowThatWasClosedAndOpensInTheReset_IsUnreadDataWithoutAnyOfItCaptured()
    {
        var talk = new Conversation();
        for (int i = 0; i < 3; i++)
        {
            talk.Ack(talk.Server).Wait(0.0001).Send(talk.Client, TcpFlags.Ack, window: 0).Wait(0.4);
        }

        talk.Abort(talk.Client, window: 2340);

        ResetReport report = talk.Verdict();

        Assert.Equal(("close-with-unread-data", "client"), (report.Verdict.Cause, report.Verdict.SentBy));
    }

    [Fact]
    public void ShutdownAndAHalfSecondLaterAnAbort_MayBeEitherLingerOption()
    {
        var talk = new Conversation();
        talk.Handshake().Data(talk.Server, 3).Wait(0.0001).Ack(talk.Client).Wait(0.2).Fin(talk.Server).Wait(0.04).Ack(talk.Client).Wait(0.5).Abort(talk.Server);

        ResetReport report = talk.Verdict();

        Assert.Equal("possible", report.Verdict.Level);
        Assert.Equal(["fin-wait2-orphan", "linger-zero-abort"], report.Candidates.Take(2).Select(c => c.Cause).Order());
    }

    [Fact]
    public void ConnectionsDroppedTogetherWithUnreadData_AreNoOrphans()
    {
        var first = new Conversation();
        for (int i = 0; i < 4; i++)
        {
            Conversation talk = first.Another(52000 + i, i * 0.001);
            talk.Handshake().Data(talk.Server, 42).Wait(0.0001).Ack(talk.Client).Data(talk.Client, 1400).Data(talk.Client, 1400)
                .Wait(0.03).Send(talk.Server, TcpFlags.Ack | TcpFlags.Psh, 2, window: 0).Wait(0.0002).Abort(talk.Server, window: 97);
        }

        Assert.All(first.Diagnose(), report => Assert.Equal("close-with-unread-data", report.Verdict.Cause));
    }

    [Fact]
    public void ResetAMomentAfterAnExchange_MayComeFromAPacketFilter()
    {
        var talk = new Conversation();
        talk.Handshake().Exchange().Wait(0.3).Data(talk.Client, 100).Wait(0.03).Reply(talk.Server);

        ResetReport report = talk.Verdict();

        Assert.Equal("possible", report.Verdict.Level);
        Assert.Contains("firewall-reject", report.Candidates.Take(2).Select(c => c.Cause));
    }

    [Fact]
    public void AutotunedWindowThatStandsStill_DoesNotProveThatADownloadWasRead()
    {
        var talk = new Conversation();
        talk.Handshake().Data(talk.Client, 150, "GET /film HTTP/1.1\r\nHost: a\r\n\r\n").Wait(0.03)
            .Data(talk.Server, 1400, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
        for (ushort window = 70; window < 230; window += 40)
        {
            talk.Data(talk.Server, 1400).Data(talk.Server, 1400).Wait(0.0001).Send(talk.Client, TcpFlags.Ack, window: window).Wait(0.03);
        }

        talk.Client.Window = 190;
        talk.Abort(talk.Client);

        Assert.Equal("client-abort", talk.Verdict().Verdict.Cause);
    }

    [Fact]
    public void SocketDestroyedOutOfSilence_HasTheOperatorAmongTheCandidates()
    {
        var talk = new Conversation();
        talk.Handshake().Exchange().Wait(0.5).Abort(talk.Server);

        Assert.Contains("admin-kill", talk.Verdict().Candidates.Select(c => c.Cause));
    }

    [Fact]
    public void FinWithoutAck_IsTheStraySegmentThatTheResetRefuses()
    {
        var talk = new Conversation();
        talk.Send(talk.Client, TcpFlags.Fin, timestamps: false).Wait(0.03).Refuse();

        ResetReport report = talk.Verdict();

        Assert.Equal(("invalid-segment", "server"), (report.Verdict.Cause, report.Verdict.SentBy));
        Assert.Contains("packet 1 has neither SYN nor ACK", report.Evidence[0].Text);
    }
}
