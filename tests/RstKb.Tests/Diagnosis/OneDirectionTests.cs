using RstKb.Diagnosis.Report;

namespace RstKb.Tests.Diagnosis;

/// <summary>Captures that hold one direction only: what can be told is told, what cannot is said, and nothing is held against a cause for being hidden.</summary>
public sealed class OneDirectionTests
{
    [Fact]
    public void AbortAfterUnansweredBytes_IsToldFromTheSendersAcknowledgments()
    {
        var talk = new Conversation();
        talk.Handshake().Data(talk.Client, 1400).Wait(0.03).Ack(talk.Server).Wait(0.2).Abort(talk.Server);

        ResetReport report = talk.VerdictOfOneDirection(talk.Server);

        Assert.Equal("close-with-unread-data", report.Verdict.Cause);
        Assert.Contains(report.Evidence, e => e.Code == "unanswered-payload" && e.Text.Contains("1,400"));
    }

    [Fact]
    public void WhatIsHidden_IsSaidAndSupportsNothing()
    {
        var talk = new Conversation();
        talk.Handshake().Exchange().Wait(5).Data(talk.Client, 10).Wait(0.03).Reply(talk.Server);

        ResetReport report = talk.VerdictOfOneDirection(talk.Server);

        EvidenceReport hidden = Assert.Single(report.Evidence, e => e.Code == "hidden-direction");
        Assert.Contains("cannot be checked because", hidden.Text);
        Assert.Empty(hidden.Supports);
        Assert.Empty(hidden.Against);
        Assert.DoesNotContain(report.Evidence, e => e.Text.Contains("neither end"));
    }

    [Fact]
    public void ConnectionGivenUp_IsToldFromTheClientAlone()
    {
        var talk = new Conversation();
        talk.Syn().Wait(1.03).Send(talk.Client, RstKb.Capture.Headers.TcpFlags.Syn, seq: talk.Client.Next - 1).Wait(1.5).SynAck();
        talk.Wait(0.0001).Reply(talk.Client, seq: talk.Client.Next);

        ResetReport report = talk.VerdictOfOneDirection(talk.Client);

        Assert.Equal("connect-timeout", report.Verdict.Cause);
        Assert.Equal("client", report.Verdict.SentBy);
    }

    [Fact]
    public void RefusalWithoutItsSyn_ComesFromTheServer()
    {
        var talk = new Conversation(clientPort: 40_001, serverPort: 40_002);
        talk.Syn().Wait(0.03).Refuse();

        ResetReport report = talk.VerdictOfOneDirection(talk.Server);

        Assert.Equal("server", report.Reset.From);
        Assert.Equal("closed-port", report.Candidates[0].Cause);
    }

    [Fact]
    public void SenderThatGoesOnAfterItsReset_IsNotTheSender()
    {
        var talk = new Conversation();
        talk.Handshake().Data(talk.Client, 300).Wait(0.001).Reply(talk.Server, ttl: 120).Wait(0.03).Data(talk.Server, 900).Wait(0.03).Data(talk.Server, 900);

        ResetReport report = talk.VerdictOfOneDirection(talk.Server);

        Assert.Equal("on-path-injection", report.Verdict.Cause);
        Assert.Equal("middlebox", report.Verdict.SentBy);
    }

    [Fact]
    public void RepeatedRepliesOfAClosedEnd_AreNoBurstWhereTheOtherDirectionIsHidden()
    {
        var talk = new Conversation();
        talk.Handshake().Exchange().Wait(0.01).Fin(talk.Client).Wait(0.03);
        for (int i = 0; i < 5; i++)
        {
            talk.Data(talk.Server, 1400);
        }

        for (int i = 0; i < 5; i++)
        {
            talk.Wait(0.00001).Reply(talk.Client, seq: talk.Client.Next);
        }

        ResetReport report = talk.VerdictOfOneDirection(talk.Client);

        Assert.Equal("data-after-close", report.Verdict.Cause);
        Assert.DoesNotContain(report.Evidence, e => e.Code == "unprovoked-burst");
    }

    [Fact]
    public void LoneReset_YieldsNoVerdict()
    {
        var talk = new Conversation();
        talk.Reply(talk.Server, seq: 77);

        ResetReport report = talk.Verdict();

        Assert.Null(report.Verdict.Cause);
        Assert.Equal("unseen", report.Reset.Stage);
    }
}
