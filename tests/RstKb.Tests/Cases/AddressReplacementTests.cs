using System.Net;
using System.Security.Cryptography;
using RstKb.Capture.Headers;
using RstKb.Cases.Sharing;

namespace RstKb.Tests.Cases;

public sealed class AddressReplacementTests
{
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(AddressReplacement.KeyLength);

    [Theory]
    [InlineData(4)]
    [InlineData(16)]
    public void AnyAddress_ComesBackFromItsStandIn(int bytes)
    {
        using var replacement = new AddressReplacement(Key);
        for (int i = 0; i < 300; i++)
        {
            NetworkAddress address = Random(bytes);

            Assert.Equal(address, replacement.Reveal(replacement.Hide(address)));
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(16)]
    public void TwoAddresses_ShareAsManyLeadingBitsAsBefore(int bytes)
    {
        using var replacement = new AddressReplacement(Key);
        for (int i = 0; i < 300; i++)
        {
            NetworkAddress one = Random(bytes);
            var other = new NetworkAddress(one.Value ^ (UInt128.One << RandomNumberGenerator.GetInt32(bytes * 8)), one.IsIPv6);

            Assert.Equal(UInt128.LeadingZeroCount(one.Value ^ other.Value), UInt128.LeadingZeroCount(replacement.Hide(one).Value ^ replacement.Hide(other).Value));
        }
    }

    [Theory]
    [InlineData("10.0.12.34", "10.0.0.0/8")]
    [InlineData("172.20.1.2", "172.16.0.0/12")]
    [InlineData("192.168.1.9", "192.168.0.0/16")]
    [InlineData("169.254.7.7", "169.254.0.0/16")]
    [InlineData("224.0.0.251", "224.0.0.0/8")]
    [InlineData("fe80::1234:5678:9abc:def0", "fe80::/16")]
    [InlineData("127.0.0.1", "127.0.0.1/32")]
    [InlineData("::1", "::1/128")]
    public void RangeThatMeansSomething_IsKept(string address, string range)
    {
        using var replacement = new AddressReplacement(Key);

        string standIn = replacement.Hide(address);

        Assert.True(IPNetwork.Parse(range).Contains(IPAddress.Parse(standIn)), $"{address} became {standIn}");
    }

    [Fact]
    public void OtherKey_GivesOtherStandIns()
    {
        using var one = new AddressReplacement(Key);
        using var other = new AddressReplacement(RandomNumberGenerator.GetBytes(AddressReplacement.KeyLength));
        string[] addresses = [.. Enumerable.Range(0, 20).Select(i => $"10.{i}.7.9")];

        Assert.NotEqual(addresses.Select(one.Hide), addresses.Select(other.Hide));
    }

    [Fact]
    public void EachFormOfAnAddressInAText_IsReplacedAndNothingElse()
    {
        using var replacement = new AddressReplacement(Key);
        string v4 = replacement.Hide("10.0.12.34");
        string v6 = replacement.Hide("2001:db8::7");

        Assert.Equal(
            $"From {v4}: to [{v6}]:443, host {v4}. At 09:14:22.107, engine 1.0.0, 00:09:0f:09:00:02, 1.2.3.4.5, 999.1.1.1.",
            replacement.Hide("From 10.0.12.34: to [2001:db8::7]:443, host 10.0.12.34. At 09:14:22.107, engine 1.0.0, 00:09:0f:09:00:02, 1.2.3.4.5, 999.1.1.1."));
        Assert.Equal("10.0.12.0/24 2001:db8::/32", replacement.Reveal(replacement.Hide("10.0.12.0/24 2001:db8::/32")));
        Assert.EndsWith(".0/24", replacement.Hide("10.0.12.0/24"), StringComparison.Ordinal);
    }

    private static NetworkAddress Random(int bytes) => bytes == 4
        ? NetworkAddress.FromIPv4(RandomNumberGenerator.GetBytes(bytes))
        : NetworkAddress.FromIPv6(RandomNumberGenerator.GetBytes(bytes));
}
