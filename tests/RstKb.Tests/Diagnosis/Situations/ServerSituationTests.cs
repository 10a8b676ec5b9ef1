using RstKb.Capture.Headers;
using RstKb.Diagnosis.Report;

namespace RstKb.Tests.Diagnosis.Situations;

/// <summary>What servers do, packet by packet as their kernels send it.</summary>
public sealed class ServerSituationTests
{
    [Fact]
    public void UploadThatIsRefusedEarly_WasClosedWithTheRestUnread()
    {
        var talk = new Conversation();
        talk.Handshake().Data(talk.Client, 200, "POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n");
        for (int i = 0; i < 8; i++)
        {
            talk.Wait(0.0002).Data(talk.Client, 1400);
        }

        talk.Wait(0.03).Ack(talk.Server).Data(talk.Server, 120, "HTTP/1.1 413 Payload Too Large\r\nContent-Length: 0\r\n\r\n");
        talk.Data(talk.Client, 1400).Wait(0.03).Abort(talk.Server, window: 75);

        ResetReport report = talk.Verdict();

        Assert.Equal(("close-with-unread-data", "likely", "server", "harmful"), (report.Verdict.Cause, report.Verdict.Level, report.Verdict.SentBy, report.Verdict.Harm));
    }

    [Fact]
    public void AlertBeforeTheReset_IsNoUnansweredClientHello()
    {
        var talk = new Conversation(serverPort: 443);
        talk.Handshake().Send(talk.Client, TcpFlags.Ack | TcpFlags.Psh, payload: [22, 3, 1, 0, 200, 1, 0, 0, 196, 3, 3, .. new byte[190]]);
        talk.Wait(0.03).Send(talk.Server, TcpFlags.Ack | TcpFlags.Psh, payload: [21, 3, 3, 0, 2, 2, 112]).Wait(0.0001).Abort(talk.Server);

        ResetReport report = talk.Verdict();

        Assert.NotEqual("tls-rejected", report.Verdict.Cause);
        Assert.Equal("server", report.Verdict.SentBy);
    }

    [Fact]
    public void WindowsListenerThatIsBusy_RefusesAndIsNoClosedPort()
    {
        var first = new Conversation { Timestamps = false };
        first.Server.Ttl = 116;
        first.Handshake().Exchange();
        first.Another(51001, 1).Syn().Wait(0.03).Refuse(ttl: 116);
        first.Another(51002, 1.3).Handshake().Exchange();

        ResetReport report = Assert.Single(first.Diagnose());

        Assert.Equal("accept-queue-overflow", report.Verdict.Cause);
        Assert.Contains(report.Evidence, e => e.Code == "refused-while-listening");
    }

    [Fact]
    public void HostThatWasStartedAgain_KnowsNoneOfItsConnections()
    {
        var first = new Conversation();
        Conversation[] all = [first, .. Enumerable.Range(1, 4).Select(i => first.Another(51000 + i, 0.1 * i))];
        foreach (Conversation talk in all)
        {
            talk.Handshake().Exchange().Wait(30).Data(talk.Client, 50).Wait(0.03).Reply(talk.Server, seq: talk.Server.Next);
        }

        Assert.All(first.Diagnose(), report =>
        {
            Assert.Equal("half-open", report.Verdict.Cause);
            Assert.Contains(report.Evidence, e => e.Code == "lost-others-too");
        });
    }

    [Fact]
    public void ConnectionsDestroyedOutOfSilence_WereKilledByAnOperatorAndNotByTheirApplication()
    {
        var first = new Conversation();
        Conversation[] all = [first, .. Enumerable.Range(1, 4).Select(i => first.Another(51000 + i, 0.001 * i))];
        foreach (Conversation talk in all)
        {
            talk.Handshake().Exchange().Wait(3 - (0.001 * Array.IndexOf(all, talk))).Abort(talk.Server);
        }

        Assert.All(first.Diagnose(), report => Assert.Equal(("admin-kill", "likely"), (report.Verdict.Cause, report.Verdict.Level)));
    }

    [Fact]
    public void ClosedSocketsWithDataLeftBehindClosedWindows_WereTooManyOrphans()
    {
        var first = new Conversation();
        Conversation[] all = [first, .. Enumerable.Range(1, 4).Select(i => first.Another(51000 + i, 0.001 * i))];
        foreach (Conversation talk in all)
        {
            talk.Handshake().Data(talk.Client, 100).Wait(0.03).Data(talk.Server, 1400).Data(talk.Server, 1400).Wait(0.0001)
                .Send(talk.Client, TcpFlags.Ack, window: 0).Wait(1 - (0.001 * Array.IndexOf(all, talk))).Abort(talk.Server);
        }

        Assert.All(first.Diagnose(), report => Assert.Equal("fin-wait2-orphan", report.Verdict.Cause));
    }

    [Fact]
    public void ServerThatAlwaysClosesByReset_HasThatHabitNamed()
    {
        var first = new Conversation();
        foreach (Conversation talk in Enumerable.Range(0, 6).Select(i => i == 0 ? first : first.Another(51000 + i, 5 * i)))
        {
            talk.Handshake().Exchange().Wait(0.001).Abort(talk.Server);
        }

        Assert.All(first.Diagnose(), report =>
        {
            Assert.Equal("linger-zero-abort", report.Verdict.Cause);
            Assert.Contains(report.Evidence, e => e.Code == "aborts-as-a-rule" && e.Text.Contains("6 of 6"));
        });
    }

    [Fact]
    public void FinAndResetInOneBreath_AreAProxysClose()
    {
        var talk = new Conversation();
        talk.Handshake().Exchange().Wait(2).Fin(talk.Server).Wait(0.00002).Abort(talk.Server);

        Assert.Equal("proxy-abort", talk.Verdict().Verdict.Cause);
    }

    [Fact]
    public void AnswerThatTheCaptureMissed_IsNotTakenForSilence()
    {
        var talk = new Conversation();
        talk.Handshake().Data(talk.Client, 5000).Wait(0.03).Ack(talk.Server).Wait(0.01).Abort(talk.Server, ahead: 700);

        Assert.DoesNotContain(talk.Verdict().Evidence, e => e.Code == "unanswered-payload");
    }

    [Fact]
    public void ServerThatAcknowledgedTheRequest_HadAPlaceInItsQueueForIt()
    {
        var talk = new Conversation();
        talk.Handshake().Data(talk.Client, 90).Wait(0.03).Ack(talk.Server).Wait(0.5).Fin(talk.Client).Wait(0.03).Reply(talk.Server);

        ResetReport report = talk.Verdict();

        Assert.NotEqual("accept-queue-overflow", report.Verdict.Cause);
        Assert.Contains(report.Evidence, e => e.Code == "data-acknowledged");
    }

    [Fact]
    public void UploadUnderWayWhenTheServerClosed_IsDataAfterClose()
    {
        var talk = new Conversation();
        talk.Handshake().Exchange();
        uint acknowledged = talk.Server.Next;
        talk.Data(talk.Client, 1448).Data(talk.Client, 1448).Wait(0.02).Data(talk.Server, 45).Wait(0.0001).Fin(talk.Server).Wait(0.0001).Reply(talk.Server, seq: acknowledged);

        ResetReport report = talk.Verdict();

        Assert.Equal("data-after-close", report.Verdict.Cause);
        Assert.Contains(report.Evidence, e => e.Code == "payload-under-way");
    }

    [Fact]
    public void AnswersFasterThanTheHandshake_SayHowFastTheServerCanBe()
    {
        var talk = new Conversation();
        talk.Syn().Wait(0.2).SynAck().Wait(0.0001).Ack(talk.Client).Data(talk.Client, 200).Wait(0.05).Data(talk.Server, 300).Wait(0.0001).Ack(talk.Client)
            .Wait(23).Data(talk.Client, 100).Wait(0.051).Reply(talk.Server);

        ResetReport report = talk.Verdict();

        Assert.Equal("server", report.Verdict.SentBy);
        Assert.DoesNotContain(report.Evidence, e => e.Code == "faster-than-round-trip");
    }
}
