using RstKb.Diagnosis.Report;
using RstKb.Web.Components.Ladder;

namespace RstKb.Web.Tests.Ladder;

public sealed class SegmentKindsTests
{
    [Theory]
    [InlineData("SYN", 0, null, SegmentKind.Syn)]
    [InlineData("SYN,ACK", 0, null, SegmentKind.Syn)]
    [InlineData("ACK", 0, null, SegmentKind.Ack)]
    [InlineData("PSH,ACK", 5, null, SegmentKind.Data)]
    [InlineData("FIN,ACK", 5, null, SegmentKind.Fin)]
    [InlineData("RST", 0, null, SegmentKind.LaterReset)]
    [InlineData("RST,ACK", 0, "TCP Retransmission", SegmentKind.LaterReset)]
    [InlineData("SYN", 0, "TCP Retransmission", SegmentKind.Retransmission)]
    [InlineData("ACK", 9, "TCP Fast Retransmission", SegmentKind.Retransmission)]
    [InlineData("ACK", 9, "TCP Out-Of-Order", SegmentKind.OutOfOrder)]
    [InlineData("ACK", 0, "TCP Dup ACK 12#2", SegmentKind.DuplicateAck)]
    [InlineData("ACK", 0, "TCP Keep-Alive ACK", SegmentKind.KeepAlive)]
    [InlineData("ACK", 1, "TCP ZeroWindowProbe", SegmentKind.KeepAlive)]
    [InlineData("ACK", 0, "TCP ZeroWindow", SegmentKind.ZeroWindow)]
    [InlineData("ACK", 0, "TCP Window Update", SegmentKind.Ack)]
    public void Flags_and_tags_give_one_kind(string flags, int length, string? tag, SegmentKind expected) =>
        Assert.Equal(expected, SegmentKinds.Of(Segment(flags, length, tag)));

    [Fact]
    public void Duplicate_ack_says_which_one_it_is() =>
        Assert.Equal("duplicate ACK 2", SegmentKinds.Chip(SegmentKind.DuplicateAck, Segment("ACK", 0, "TCP Dup ACK 12#2")));

    private static TimelineSegment Segment(string flags, int length, string? tag) => new()
    {
        Packet = 1, OffsetNanoseconds = 0, From = "client", Flags = flags, SequenceNumber = 1, RelativeSequenceNumber = 1, Window = 1, Length = length, Ttl = 64, HeaderBytes = 20,
        Tags = tag is null ? [] : [tag],
    };
}
