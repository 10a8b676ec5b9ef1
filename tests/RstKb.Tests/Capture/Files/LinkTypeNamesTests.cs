using RstKb.Capture.Files;

namespace RstKb.Tests.Capture.Files;

public sealed class LinkTypeNamesTests
{
    [Theory]
    [InlineData(0, "NULL")]
    [InlineData(1, "EN10MB")]
    [InlineData(12, "RAW")]
    [InlineData(14, "RAW")]
    [InlineData(101, "RAW")]
    [InlineData(108, "LOOP")]
    [InlineData(113, "LINUX_SLL")]
    [InlineData(127, "IEEE802_11_RADIOTAP")]
    [InlineData(228, "IPV4")]
    [InlineData(229, "IPV6")]
    [InlineData(276, "LINUX_SLL2")]
    [InlineData(147, "147")]
    public void ALinkType_HasTheNameOfTcpdumpOrItsNumber(int number, string name) => Assert.Equal(name, LinkTypeNames.NameOf((LinkType)number));

    [Fact]
    public void EveryKnownLinkType_HasAName() =>
        Assert.DoesNotContain(Enum.GetValues<LinkType>(), type => LinkTypeNames.NameOf(type) == ((int)type).ToString());
}
