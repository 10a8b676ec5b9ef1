using RstKb.Tests.House;

namespace RstKb.Tests.Diagnosis.Signatures;

public sealed class TamperingSignaturesTests
{
    [Theory]
    [InlineData("connect-timeout", "SYN → RST")]
    [InlineData("health-check", "SYN → RST+ACK")]
    [InlineData("on-path-injection", "mirror of PSH+ACK → RST+ACK; RST+ACK")]
    [InlineData("half-open", "mirror of PSH+ACK; Data → RST")]
    public void PatternOfTheSendersPackets_GetsItsPublishedName(string sample, string signature) =>
        Assert.All(Reports.Of(Samples.File(sample)).Resets, r => Assert.Equal(signature, r.Tampering));

    [Theory]
    [InlineData("data-after-close")]
    [InlineData("keepalive-race")]
    [InlineData("closed-port")]
    public void SideThatHadClosedOrNeverSpoke_MatchesNoSignature(string sample) =>
        Assert.All(Reports.Of(Samples.File(sample)).Resets, r => Assert.Null(r.Tampering));
}
