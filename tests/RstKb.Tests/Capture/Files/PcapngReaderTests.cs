using RstKb.Capture;
using RstKb.Capture.Files;

namespace RstKb.Tests.Capture.Files;

public sealed class PcapngReaderTests
{
    private static readonly byte[] Packet = [1, 2, 3, 4, 5];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void EveryKindOfPacketBlock_IsRead(bool isBigEndian)
    {
        byte[] file = new PcapngBytes().Section(isBigEndian).Interface(linkType: 1, snapLength: 3).Interface(linkType: 276)
            .Enhanced(7_000_009, Packet, interfaceNumber: 1, original: 60)
            .Simple([1, 2, 3], original: 60)
            .Obsolete(7_000_010, Packet, interfaceNumber: 1, drops: 0xffff)
            .ToArray();

        (IReadOnlyList<ReadPacket> packets, CaptureReader reader) = ReadPacket.All(file);

        Assert.Equal(
            [
                new ReadPacket(1, 7_000_009_000, LinkType.LinuxSll2, "0102030405", 60, 1),
                new ReadPacket(2, 7_000_009_000, LinkType.Ethernet, "010203", 60, 0),
                new ReadPacket(3, 7_000_010_000, LinkType.LinuxSll2, "0102030405", 5, 1),
            ],
            packets);
        Assert.Equal("pcapng", reader.Format);
        Assert.Equal([LinkType.Ethernet, LinkType.LinuxSll2], reader.LinkTypes);
        Assert.Equal(file.Length, reader.BytesRead);
        Assert.Null(reader.Dropped);
        Assert.Null(reader.CutShort);
    }

    [Fact]
    public void BlockWhoseLengthLeavesItsPaddingOut_IsReadAsTsharkReadsIt()
    {
        byte[] block = new ByteList(false).U32(6).U32(37).U32(0).U32(0).U32(7).U32(5).U32(5).Raw(Packet).Pad(4).U32(37).ToArray();
        byte[] file = new PcapngBytes().Section().Interface().Raw(block).Enhanced(8, Packet).ToArray();

        (IReadOnlyList<ReadPacket> packets, CaptureReader reader) = ReadPacket.All(file);

        Assert.Equal([(1, 7_000), (2, 8_000)], packets.Select(packet => (packet.Number, packet.Nanoseconds)));
        Assert.Null(reader.CutShort);
    }

    [Theory]
    [InlineData(null, 1_500_000UL, 1_500_000_000)]
    [InlineData(0, 2UL, 2_000_000_000)]
    [InlineData(3, 1_500UL, 1_500_000_000)]
    [InlineData(9, 1_500UL, 1_500)]
    [InlineData(12, 1_500UL, 1)]
    [InlineData(28, 18_000_000_000_000_000_000UL, 1)]
    [InlineData(29, 18_000_000_000_000_000_000UL, 0)]
    [InlineData(127, ulong.MaxValue, 0)]
    [InlineData(0x80, 2UL, 2_000_000_000)]
    [InlineData(0x80 | 10, 1_536UL, 1_500_000_000)]
    [InlineData(0x80 | 30, 1UL << 31, 2_000_000_000)]
    [InlineData(0x80 | 32, 0x1_8000_0000UL, 1_500_000_000)]
    [InlineData(0xff, ulong.MaxValue, 0)]
    [InlineData(6, ulong.MaxValue, long.MaxValue)]
    [InlineData(0x80, ulong.MaxValue, long.MaxValue)]
    public void EveryResolution_GivesNanoseconds(int? resolution, ulong ticks, long nanoseconds)
    {
        byte[] file = new PcapngBytes().Section().Interface(resolution: (byte?)resolution).Enhanced(ticks, Packet).ToArray();

        Assert.Equal(nanoseconds, Assert.Single(ReadPacket.All(file).Packets).Nanoseconds);
    }

    [Theory]
    [InlineData(100, 101_500_000_000)]
    [InlineData(-100, -98_500_000_000)]
    [InlineData(long.MaxValue, long.MaxValue)]
    [InlineData(long.MinValue, long.MinValue)]
    public void AnOffset_IsAddedAndNeverOverflows(long offsetSeconds, long nanoseconds)
    {
        byte[] file = new PcapngBytes().Section().Interface(offsetSeconds: offsetSeconds).Enhanced(1_500_000, Packet).ToArray();

        Assert.Equal(nanoseconds, Assert.Single(ReadPacket.All(file).Packets).Nanoseconds);
    }

    [Fact]
    public void ANewSection_HasItsOwnOrderAndInterfaces()
    {
        byte[] file = new PcapngBytes()
            .Section().Interface(linkType: 1).Interface(linkType: 113).Enhanced(1, Packet, interfaceNumber: 1)
            .Section(isBigEndian: true).Interface(linkType: 101, resolution: 9).Enhanced(2, Packet)
            .Section().Interface(linkType: 1).Enhanced(3, Packet)
            .ToArray();

        (IReadOnlyList<ReadPacket> packets, CaptureReader reader) = ReadPacket.All(file);

        Assert.Equal(
            [
                new ReadPacket(1, 1_000, LinkType.LinuxSll, "0102030405", 5, 1),
                new ReadPacket(2, 2, LinkType.Raw, "0102030405", 5, 2),
                new ReadPacket(3, 3_000, LinkType.Ethernet, "0102030405", 5, 3),
            ],
            packets);
        Assert.Equal([LinkType.Ethernet, LinkType.LinuxSll, LinkType.Raw], reader.LinkTypes);
    }

    [Fact]
    public void Drops_AreTheLastStatisticsOfEachInterfaceSummedOverSections()
    {
        byte[] file = new PcapngBytes()
            .Section().Interface().Interface()
            .Statistics(0, 1, 0).Statistics(0, 10, 2).Statistics(1, 100, 0).Statistics(9, 5000, 0)
            .Section().Interface().Enhanced(0, Packet).Statistics(0, 1000, 0)
            .ToArray();

        Assert.Equal(1112, ReadPacket.All(file).Reader.Dropped);
    }

    [Fact]
    public void DropsOfObsoletePacketBlocks_AreSummed()
    {
        byte[] file = new PcapngBytes().Section().Interface().Obsolete(0, Packet, 0, 3).Obsolete(0, Packet, 0, 4).ToArray();

        Assert.Equal(7, ReadPacket.All(file).Reader.Dropped);
    }

    [Fact]
    public void BlocksThatAreNoPackets_AreSteppedOverButSomeHaveANumber()
    {
        byte[] file = new PcapngBytes().Section().Interface()
            .Block(4, body => body.Raw(new byte[400_000])) // names
            .Block(10, body => body.U32(0)) // secrets
            .Block(0x7654_3210, body => body.U32(0)) // unknown
            .Enhanced(0, Packet)
            .Block(0xbad, body => body.U32(12345))
            .Block(0x4000_0bad, body => body.U32(12345))
            .Block(9, body => body.U32(0)) // journal
            .Enhanced(0, Packet)
            .Block(0xbad, body => body.U32(12345))
            .ToArray();

        (IReadOnlyList<ReadPacket> packets, CaptureReader reader) = ReadPacket.All(file);

        Assert.Equal([1, 5], packets.Select(packet => packet.Number));
        Assert.Equal(6, reader.Frames);
        Assert.Null(reader.CutShort);
    }

    public static TheoryData<string, byte[], string> Damages => new()
    {
        { "interface", [.. Good().Enhanced(0, Packet, interfaceNumber: 1).ToArray()], "packet 2 names interface 1, but only 1 are described, so the file is damaged there" },
        { "captured", [.. Good().Enhanced(0, Packet, captured: 9).ToArray()], "packet 2 claims 9 bytes in a block with room for 8, so the file is damaged there" },
        { "trailing", [.. Good().Block(77, _ => { }, trailing: 16).ToArray()], "the block after packet 1 claims 12 bytes at its start and 16 at its end, so the file is damaged there" },
        { "short", [.. Good().Block(6, body => body.U32(0)).ToArray()], "packet 2 claims 16 bytes, fewer than its fixed fields take, so the file is damaged there" },
        { "tiny", [.. Good().Raw(6, 0, 0, 0, 8, 0, 0, 0).ToArray()], "the block after packet 1 claims 8 bytes, which no block can have, so the file is damaged there" },
        { "huge", [.. Good().Raw(6, 0, 0, 0, 0, 0, 0, 0x7f).ToArray()], "the block after packet 1 claims 2,130,706,432 bytes, which no block can have, so the file is damaged there" },
        { "order", [.. Good().Raw(0x0a, 0x0d, 0x0d, 0x0a, 28, 0, 0, 0, 1, 2, 3, 4).ToArray()], "a section's byte-order mark is none, so the file is damaged there" },
        { "version", [.. Good().Section(major: 2).ToArray()], "a section is of pcapng version 2.0, which is not known here" },
        { "cut", [.. Good().Raw(6, 0, 0, 0, 60, 0, 0, 0, 1).ToArray()], "the file ends inside packet 2: its record claims 60 bytes, 9 are there" },
        { "cut header", [.. Good().Raw(6, 0, 0).ToArray()], "the file ends inside the header of the block after packet 1: 3 bytes of it are there" },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public void Damage_EndsTheReadingAndIsTold(string what, byte[] file, string reason)
    {
        (IReadOnlyList<ReadPacket> packets, CaptureReader reader) = ReadPacket.All(file);

        Assert.True(packets.Count == 1, what);
        Assert.Equal(new CutShort(1, Good().ToArray().Length, reason), reader.CutShort);
    }

    [Fact]
    public void DamageBeforeAnyPacket_IsNoCapture()
    {
        byte[] file = new PcapngBytes().Section().Enhanced(0, Packet).ToArray();

        var refused = Assert.Throws<CaptureFormatException>(() => ReadPacket.All(file));

        Assert.Equal("No packet can be read of this file: packet 1 names interface 0, but only 0 are described, so the file is damaged there.", refused.Message);
    }

    [Fact]
    public void MoreInterfacesThanTheLimit_EndTheReading()
    {
        byte[] file = Good().Interface().Interface().ToArray();

        (_, CaptureReader reader) = ReadPacket.All(file, new CaptureLimits { MaxInterfaces = 2 });

        Assert.Equal("a section describes more than 2 interfaces, the limit (MaxInterfaces)", reader.CutShort?.Reason);
    }

    [Fact]
    public void OptionsThatMakeNoSense_DoNotCostThePackets()
    {
        byte[] file = new PcapngBytes().Section()
            .Block(1, body => body.U16(1).U16(0).U32(0).U16(9).U16(60_000))
            .Enhanced(1, Packet)
            .ToArray();

        Assert.Equal(1_000, Assert.Single(ReadPacket.All(file).Packets).Nanoseconds);
    }

    private static PcapngBytes Good() => new PcapngBytes().Section().Interface().Enhanced(0, Packet);

    [Fact]
    public void DropsThatPacketsTellOf_AreAddedUp()
    {
        PcapngBytes file = new PcapngBytes().Section().Interface();
        foreach (long lost in (long[])[2, 5])
        {
            file.Block(6, body => body.U32(0).U32(0).U32(9).U32(3).U32(3).Raw(1, 2, 3).Pad(4).U16(4).U16(8).U64(lost).U32(0));
        }

        Assert.Equal(7, ReadPacket.All(file.ToArray()).Reader.Dropped);
    }
}
