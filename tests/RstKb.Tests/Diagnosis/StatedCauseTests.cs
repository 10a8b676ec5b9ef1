using System.Text;
using RstKb.Diagnosis.Report;

namespace RstKb.Tests.Diagnosis;

/// <summary>What a sender writes into its RST is read, shown, and never believed alone.</summary>
public sealed class StatedCauseTests
{
    [Theory]
    [InlineData("42494720", "BIG ")]
    [InlineData("33AA000E00000000", "connection timeout (reason 14)")]
    [InlineData("33AA04D200007ED9", "reason 1234 of enterprise 32473")]
    [InlineData("F3174E6F7420796F7572207475726E", "Not your turn")]
    [InlineData("A10103", "new data after close (reason 3)")]
    [InlineData("A2010E036474696D65", "connection timeout (reason 14): time")]
    [InlineData("193039A1036474696D65", "time")]
    [InlineData("00010203FFFEFD", "0x00010203FFFEFD")]
    [InlineData("626C6F636B6564000000", "blocked")]
    public void PayloadOfTheReset_IsReadInItsFormat(string hex, string told)
    {
        var talk = new Conversation();
        talk.Handshake().Exchange().Wait(1).Abort(talk.Server, payload: Convert.FromHexString(hex));

        Assert.Equal(told, talk.Verdict().Reset.StatedCause);
    }

    [Fact]
    public void LongText_IsCut()
    {
        var talk = new Conversation();
        talk.Handshake().Exchange().Wait(1).Abort(talk.Server, payload: Encoding.ASCII.GetBytes(new string('x', 1000)));

        Assert.Equal(255, talk.Verdict().Reset.StatedCause!.Length);
    }

    [Fact]
    public void StatedReason_IsWeakEvidenceWithItsWarning()
    {
        var talk = new Conversation();
        talk.Handshake().Exchange().Wait(300).Abort(talk.Server, window: 0, timestamps: false, payload: "BIG-IP: [0x2409a71:897] Flow expired (sweeper)"u8.ToArray());

        ResetReport report = talk.Verdict();

        EvidenceReport stated = Assert.Single(report.Evidence, e => e.Code == "stated-cause");
        Assert.Equal("weak", stated.Strength);
        Assert.Equal(["idle-timeout-middlebox"], stated.Supports);
        Assert.Contains("anyone on the path could write this", stated.Text);
        Assert.Equal("idle-timeout-middlebox", report.Verdict.Cause);
    }

    [Fact]
    public void StatedReasonAlone_YieldsNoVerdict()
    {
        var talk = new Conversation();
        talk.Reply(talk.Server, seq: 5).Send(talk.Server, RstKb.Capture.Headers.TcpFlags.Rst, 0, seq: 5, ack: 0, window: 0, timestamps: false, payload: "denied by policy"u8.ToArray());

        Assert.Null(talk.Verdict().Verdict.Cause);
    }

    [Fact]
    public void StatedReasonThatNoCauseKnows_IsShownAllTheSame()
    {
        var talk = new Conversation();
        talk.Handshake().Exchange().Wait(1).Abort(talk.Server, payload: "the moon is full"u8.ToArray());

        Assert.Contains(talk.Verdict().Evidence, e => e.Code == "stated-cause" && e.Supports.Count == 0);
    }
}
