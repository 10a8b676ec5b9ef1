using RstKb.Capture.Headers;
using RstKb.Diagnosis.Report;

namespace RstKb.Tests.Diagnosis.Situations;

/// <summary>An abort on purpose and a close with unread data leave nearly the same packets; what was said, and when, makes the one or the other likelier.</summary>
public sealed class ReadOrUnreadSituationTests
{
    [Fact]
    public void ClientThatHasItsShortAnswer_HasLikelierReadItThanNot()
    {
        var talk = new Conversation();
        talk.Handshake().Exchange(answer: 300).Wait(0.4).Abort(talk.Client);

        ResetReport report = talk.Verdict();

        Assert.Equal(("linger-zero-abort", "possible"), (report.Verdict.Cause, report.Verdict.Level));
        Assert.Contains(report.Candidates, c => c.Cause == "close-with-unread-data");
    }

    [Fact]
    public void ClientThatNeverAsked_LeftTheBannerUnread()
    {
        var talk = new Conversation();
        talk.Handshake().Data(talk.Server, 40).Wait(0.0001).Ack(talk.Client).Wait(0.4).Abort(talk.Client);

        Assert.Equal("close-with-unread-data", talk.Verdict().Candidates[0].Cause);
    }

    [Fact]
    public void LastWordAndResetInOneBreathIntoAStream_LeaveOpenHowMuchWasRead()
    {
        var talk = new Conversation();
        talk.Handshake().Exchange();
        for (int i = 0; i < 20; i++)
        {
            talk.Data(talk.Client, 1448);
        }

        talk.Wait(0.03).Data(talk.Server, 45).Wait(0.0001).Abort(talk.Server);

        ResetReport report = talk.Verdict();

        Assert.NotEqual("likely", report.Verdict.Level);
        Assert.Contains(report.Candidates, c => c.Cause == "close-with-unread-data");
    }

    [Fact]
    public void WindowThatRoseWithWhatCame_DoesNotShowThatItWasRead()
    {
        var talk = new Conversation();
        talk.Handshake().Exchange().Data(talk.Client, 3000);
        talk.Server.Window = 90;
        talk.Wait(0.03).Ack(talk.Server).Wait(0.7).Abort(talk.Server);

        Assert.NotEqual("likely", talk.Verdict().Verdict.Level);
    }

    [Fact]
    public void ResetWithoutWindowAndIdentificationInTheNameOfALinuxClient_IsNoSocketsAbort()
    {
        var talk = new Conversation { Timestamps = false };
        talk.Handshake().Exchange().Wait(0.1).Data(talk.Client, 36).Wait(0.0006).Send(talk.Client, TcpFlags.Rst | TcpFlags.Ack, window: 0, id: 0);

        Assert.DoesNotContain(talk.Verdict().Candidates, c => c.Cause == "linger-zero-abort");
    }

    [Fact]
    public void HostThatSpeaksToItself_IsNoProxy()
    {
        var first = new Conversation(client: "127.0.0.1", server: "127.0.0.1");
        first.Server.Ttl = 64;
        for (int i = 0; i < 2; i++)
        {
            Conversation talk = first.Another(52000 + i, i * 0.001);
            talk.Handshake().Exchange().Data(talk.Client, 60).Wait(0.03).Ack(talk.Server).Wait(0.2).Abort(talk.Server);
        }

        Assert.All(first.Diagnose(), report => Assert.DoesNotContain(report.Candidates, c => c.Cause == "proxy-abort"));
    }
}
