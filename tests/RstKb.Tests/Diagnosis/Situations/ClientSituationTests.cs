using RstKb.Capture.Headers;
using RstKb.Diagnosis.Report;

namespace RstKb.Tests.Diagnosis.Situations;

/// <summary>What clients do, and what was left of older connections.</summary>
public sealed class ClientSituationTests
{
    [Fact]
    public void DownloadThatTheUserCancels_IsTheClientsAbort()
    {
        var talk = new Conversation();
        talk.Handshake().Data(talk.Client, 150, "GET /film HTTP/1.1\r\nHost: a\r\n\r\n").Wait(0.03)
            .Data(talk.Server, 1400, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
        for (int i = 0; i < 10; i++)
        {
            talk.Data(talk.Server, 1400).Wait(0.0001).Ack(talk.Client);
        }

        talk.Data(talk.Server, 1400).Wait(0.001).Abort(talk.Client, window: 70);

        ResetReport report = talk.Verdict();

        Assert.Equal(("client-abort", "client", "harmful"), (report.Verdict.Cause, report.Verdict.SentBy, report.Verdict.Harm));
    }

    [Fact]
    public void ResetInPlaceOfAFinAfterTheWholeAnswer_CostsNothing()
    {
        var talk = new Conversation();
        talk.Handshake().Data(talk.Client, 150, "GET / HTTP/1.1\r\nHost: a\r\n\r\n").Wait(0.03)
            .Send(talk.Server, TcpFlags.Ack | TcpFlags.Psh, text: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok").Wait(0.0001).Ack(talk.Client)
            .Wait(0.01).Fin(talk.Server).Wait(0.0001).Ack(talk.Client).Wait(0.5).Abort(talk.Client);

        ResetReport report = talk.Verdict();

        Assert.Equal(("benign", "benign"), (report.Verdict.Cause, report.Verdict.Harm));
    }

    [Fact]
    public void PortUsedAgainAfterACrash_MeetsTheOldConnection()
    {
        var old = new Conversation();
        old.Handshake().Exchange();
        Conversation again = old.Another(51000, 20);
        again.Syn().Wait(0.03).Send(again.Server, TcpFlags.Ack, seq: old.Server.Next, ack: old.Client.Next)
            .Wait(0.0001).Reply(again.Client, seq: old.Client.Next).Wait(0.015).Send(again.Client, TcpFlags.Syn, seq: again.Client.Next - 1).Wait(0.03).SynAck();

        ResetReport report = Assert.Single(old.Diagnose());

        Assert.Contains(report.Verdict.Cause, new[] { "half-open", "time-wait" });
        Assert.Equal(("client", "harmful"), (report.Verdict.SentBy, report.Verdict.Harm));
    }

    [Fact]
    public void PortUsedAgainWithoutItsSynInTheCapture_IsNotCalledHarmless()
    {
        var talk = new Conversation();
        talk.Handshake().Exchange().Fin(talk.Server).Wait(0.0001).Ack(talk.Client).Fin(talk.Client).Wait(0.03).Ack(talk.Server)
            .Wait(5).Ack(talk.Server).Wait(0.0001).Reply(talk.Client, seq: talk.Client.Next);
        (talk.Client.Next, talk.Server.Next) = (talk.Client.Next - 900_000_000, talk.Server.Next + 700_000_000);
        talk.Wait(0.1).Exchange().Exchange();

        ResetReport report = talk.Verdict();

        Assert.Equal("time-wait", report.Verdict.Cause);
        Assert.NotEqual("benign", report.Verdict.Harm);
    }

    [Fact]
    public void SenderThatGivesUpRetransmittingWithAReset_AsBsdDoes_IsToldByItsTries()
    {
        var talk = new Conversation { Timestamps = false };
        talk.Handshake().Exchange();
        uint start = talk.Client.Next;
        talk.Data(talk.Client, 500);
        for (int i = 0; i < 7; i++)
        {
            talk.Wait(Math.Pow(2, i)).Send(talk.Client, TcpFlags.Ack | TcpFlags.Psh, 500, seq: start);
        }

        talk.Wait(64).Abort(talk.Client, window: 0);

        Assert.Equal("retransmission-timeout", talk.Verdict().Verdict.Cause);
    }

    [Fact]
    public void RequestOnAConnectionThatTheServerIsClosing_CrossesItsFin()
    {
        var talk = new Conversation();
        talk.Handshake().Data(talk.Client, 150, "GET /1 HTTP/1.1\r\n\r\n").Wait(0.03).Data(talk.Server, 300, "HTTP/1.1 200 OK\r\nContent-Length: 250\r\n\r\n").Wait(0.0001).Ack(talk.Client);
        uint seen = talk.Server.Next;
        talk.Wait(5).Data(talk.Client, 150, "GET /2 HTTP/1.1\r\n\r\n").Wait(0.015).Fin(talk.Server).Wait(0.015).Reply(talk.Server, seq: seen);

        Assert.Equal("keepalive-race", talk.Verdict().Verdict.Cause);
    }
}
