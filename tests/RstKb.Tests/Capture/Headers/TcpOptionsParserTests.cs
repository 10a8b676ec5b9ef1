using RstKb.Capture.Headers;

namespace RstKb.Tests.Capture.Headers;

public sealed class TcpOptionsParserTests
{
    [Fact]
    public void TheOptionsOfALinuxSyn_AreRead() => Assert.Equal(
        new TcpOptions
        {
            MaximumSegmentSize = 1460,
            SackPermitted = true,
            HasTimestamps = true,
            TimestampValue = 0x01020304,
            TimestampEcho = 5,
            WindowScale = 7,
            Order = 0x31842,
        },
        TcpOptionsParser.Parse([2, 4, 5, 0xb4, 4, 2, 8, 10, 1, 2, 3, 4, 0, 0, 0, 5, 1, 3, 3, 7]));

    [Fact]
    public void SackBlocks_GiveTheHighestEdgeOnTheCircle() => Assert.Equal(
        new TcpOptions { SackBlocks = 2, HighestSackEdge = new SequenceNumber(0x10), Order = 0x511 },
        TcpOptionsParser.Parse([1, 1, 5, 18, 0, 0, 0, 1, 0, 0, 0, 0x10, 0xff, 0xff, 0xff, 0, 0xff, 0xff, 0xff, 0xf0]));

    [Fact]
    public void MptcpSubtypes_AreGatheredWithTheReasonOfAReset() => Assert.Equal(
        new TcpOptions { MptcpSubtypes = 0x140, MptcpResetReason = 3, Order = 0xff },
        TcpOptionsParser.Parse([30, 12, 0x60, 0, 0, 0, 0, 0, 0, 0, 0, 0, 30, 4, 0x81, 3]));

    [Theory]
    [InlineData(new byte[] { 19, 18, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }, true, false, false)]
    [InlineData(new byte[] { 29, 4, 1, 1 }, true, false, false)]
    [InlineData(new byte[] { 34, 2 }, false, true, false)]
    [InlineData(new byte[] { 254, 4, 0xf9, 0x89 }, false, true, false)]
    [InlineData(new byte[] { 28, 4, 0, 9 }, false, false, true)]
    public void RarerOptions_AreNoticed(byte[] bytes, bool isSigned, bool hasFastOpen, bool hasUserTimeout)
    {
        TcpOptions options = TcpOptionsParser.Parse(bytes);

        Assert.Equal((isSigned, hasFastOpen, hasUserTimeout, 0xfUL), (options.IsSigned, options.HasFastOpen, options.HasUserTimeout, options.Order));
    }

    [Theory]
    [InlineData(new byte[] { 2, 4, 5, 0xb4, 3, 0 })]
    [InlineData(new byte[] { 2, 4, 5, 0xb4, 3, 1, 7 })]
    [InlineData(new byte[] { 2, 4, 5, 0xb4, 3 })]
    [InlineData(new byte[] { 2, 4, 5, 0xb4, 8, 10, 1, 2 })]
    [InlineData(new byte[] { 2, 4, 5, 0xb4, 0, 3, 3, 7 })]
    public void Nonsense_EndsTheReadingAndKeepsWhatCameBefore(byte[] bytes) =>
        Assert.Equal(new TcpOptions { MaximumSegmentSize = 1460, Order = 2 }, TcpOptionsParser.Parse(bytes));

    [Fact]
    public void AnOptionOfTheWrongLength_IsSteppedOver() =>
        Assert.Equal(new TcpOptions { SackPermitted = true, Order = 0x42 }, TcpOptionsParser.Parse([2, 3, 5, 4, 2]));

    [Fact]
    public void ATooLargeWindowScale_IsTakenAsFourteen() => Assert.Equal<byte?>(14, TcpOptionsParser.Parse([3, 3, 200]).WindowScale);

    [Fact]
    public void MoreThanSixteenOptions_KeepTheFirstSixteenInTheirOrder() =>
        Assert.Equal(0x1111_1111_1111_1111UL, TcpOptionsParser.Parse([.. Enumerable.Repeat((byte)1, 20), 2, 4, 0, 1]).Order);
}
