using RstKb.Tests.House;

namespace RstKb.Tests.Diagnosis.Causes;

public sealed class IdleTimeoutMiddleboxTests() : CauseTests("idle-timeout-middlebox", "keepalive-race", "keepalive-timeout", "retransmission-timeout", "data-after-close")
{
    [Theory]
    [InlineData("idle-timeout-middlebox", new[] { "mobile-network-idle", "load-balancer-idle" })]
    [InlineData("idle-timeout-middlebox-350s", new[] { "load-balancer-idle", "mobile-network-idle" })]
    public void LengthOfTheSilence_DecidesWhatElseToRead(string sample, string[] articles) =>
        Assert.Equal(articles, Assert.Single(Reports.Of(Samples.File(sample)).Resets).Verdict.ReadAlso);
}
