using RstKb.Capture.Headers;
using RstKb.Diagnosis.Report;

namespace RstKb.Tests.Diagnosis.Situations;

/// <summary>What devices between the ends do.</summary>
public sealed class PathSituationTests
{
    [Fact]
    public void BalancerThatResetsBothEndsWhenItsTimerFires_IsToldByTheTimer()
    {
        var talk = new Conversation { Timestamps = false };
        talk.Handshake().Exchange().Wait(240).Abort(talk.Server, window: 0);

        ResetReport report = talk.Verdict();

        Assert.Equal("idle-timeout-middlebox", report.Verdict.Cause);
        Assert.Contains(report.Evidence, e => e.Code == "expiry-timer" && e.Text.Contains("Azure Load Balancer with TCP reset"));
    }

    [Fact]
    public void GatewayThatForgotTheConnection_AnswersTheNextPacketItself()
    {
        var talk = new Conversation();
        talk.Handshake().Exchange().Wait(400).Data(talk.Client, 100).Wait(0.0003).Reply(talk.Server, ttl: 254);

        ResetReport report = talk.Verdict();

        Assert.Equal(("idle-timeout-middlebox", "middlebox"), (report.Verdict.Cause, report.Verdict.SentBy));
    }

    [Fact]
    public void SilencesSurvivedAndNot_BracketTheTimerAndNameAllThatFit()
    {
        var first = new Conversation();
        first.Handshake().Exchange().Wait(340).Exchange();
        foreach (int i in new[] { 1, 2, 3 })
        {
            Conversation talk = first.Another(51000 + i, i);
            talk.Handshake().Exchange().Wait(350 + i).Data(talk.Client, 100).Wait(0.03).Reply(talk.Server, seq: talk.Server.Next);
        }

        Assert.All(first.Diagnose(), report =>
        {
            EvidenceReport bracket = Assert.Single(report.Evidence, e => e.Code == "idle-bracket");
            Assert.Contains("idle-timeout-middlebox", bracket.Supports);
            Assert.NotNull(report.IdleTimer);
            Assert.InRange(report.IdleTimer.LongestSurvivedSeconds!.Value, 339.9, 340.2);
            Assert.InRange(report.IdleTimer.ShortestResetSeconds!.Value, 350.9, 351.2);
            Assert.Contains("AWS NLB TCP listener", report.IdleTimer.Matches);
            Assert.True(report.IdleTimer.Matches.Count > 1);
        });
    }

    [Fact]
    public void LongerSilenceSurvivedElsewhere_SpeaksAgainstATimer()
    {
        var first = new Conversation();
        first.Handshake().Exchange().Wait(600).Exchange();
        Conversation talk = first.Another(51001, 1);
        talk.Handshake().Exchange().Wait(120).Data(talk.Client, 100).Wait(0.03).Reply(talk.Server, seq: talk.Server.Next);

        ResetReport report = Assert.Single(first.Diagnose());

        EvidenceReport survived = Assert.Single(report.Evidence, e => e.Code == "longer-silence-survived");
        Assert.Contains("idle-timeout-middlebox", survived.Against);
    }

    [Fact]
    public void ForgedResetThatImitatesASocket_IsBetrayedByItsDistance()
    {
        var talk = new Conversation { Timestamps = false };
        talk.Handshake().Data(talk.Client, 300).Wait(0.0002).Abort(talk.Client, ttl: 120, window: 0).Wait(0.03).Data(talk.Server, 500);

        ResetReport report = talk.Verdict();

        Assert.Equal("middlebox", report.Verdict.SentBy);
    }

    [Fact]
    public void AcknowledgmentThatCannotHaveReachedTheServer_IsNoServersAbort()
    {
        var talk = new Conversation { Timestamps = false };
        talk.Handshake().Data(talk.Client, 300).Wait(0.001).Abort(talk.Server, window: 0);

        ResetReport report = talk.Verdict();

        Assert.Equal(("on-path-injection", "middlebox"), (report.Verdict.Cause, report.Verdict.SentBy));
        Assert.Contains(report.Evidence, e => e.Code == "faster-than-round-trip");
    }

    [Fact]
    public void SweepThroughSequenceNumbers_IsBlindEvenWhereItMisses()
    {
        var talk = new Conversation();
        talk.Handshake().Exchange();
        for (uint i = 1; i <= 9; i++)
        {
            talk.Wait(0.01).Reply(talk.Server, seq: talk.Server.Next - 40_000 + (i * 7_000), ttl: 30, id: (ushort)(900 + i));
        }

        talk.Wait(0.5).Exchange();

        ResetReport report = talk.Verdict();

        Assert.Equal(("blind-reset-attack", "middlebox"), (report.Verdict.Cause, report.Verdict.SentBy));
        Assert.Equal(false, report.Reset.TookEffect);
    }

    [Theory]
    [InlineData(64, 55, "at the client")]
    [InlineData(52, 64, "at the server")]
    [InlineData(60, 55, "near the client")]
    public void PlaceOfTheCapture_IsSaid(byte clientTtl, byte serverTtl, string place)
    {
        var talk = new Conversation();
        (talk.Client.Ttl, talk.Server.Ttl) = (clientTtl, serverTtl);
        talk.Handshake().Exchange().Wait(1).Abort(talk.Server);

        Assert.Contains(talk.Verdict().Evidence, e => e.Code == "capture-point" && e.Text.Contains(place));
    }

    [Fact]
    public void KeepAliveWithoutTimestampsWhoseAnswersAreLost_GivesUpOnTime()
    {
        var talk = new Conversation { Timestamps = false };
        talk.Handshake().Exchange();
        for (int i = 0; i < 4; i++)
        {
            talk.Wait(10).Send(talk.Client, TcpFlags.Ack, seq: talk.Client.Next - 1).Wait(0.03).Ack(talk.Server).Wait(-0.03);
        }

        talk.Wait(10).Abort(talk.Client);

        Assert.Equal("keepalive-timeout", talk.Verdict().Verdict.Cause);
    }
}
