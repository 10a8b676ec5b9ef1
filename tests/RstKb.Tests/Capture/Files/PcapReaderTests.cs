using RstKb.Capture;
using RstKb.Capture.Files;

namespace RstKb.Tests.Capture.Files;

public sealed class PcapReaderTests
{
    private static readonly byte[] Packet = [1, 2, 3, 4, 5];

    [Theory]
    [InlineData(0xa1b2c3d4, false, 7_000_009_000)]
    [InlineData(0xa1b2c3d4, true, 7_000_009_000)]
    [InlineData(0xa1b23c4d, false, 7_000_000_009)]
    [InlineData(0xa1b23c4d, true, 7_000_000_009)]
    [InlineData(0xa1b2cd34, false, 7_000_009_000)]
    [InlineData(0xa1b2cd34, true, 7_000_009_000)]
    public void EachMagicNumber_GivesItsOrderAndItsUnitOfTime(uint magic, bool isBigEndian, long nanoseconds)
    {
        byte[] file = new PcapBytes(magic, isBigEndian).Packet(7, 9, Packet, secondLength: 60).Packet(7, 9, []).ToArray();

        (IReadOnlyList<ReadPacket> packets, CaptureReader reader) = ReadPacket.All(file);

        Assert.Equal(
            [new ReadPacket(1, nanoseconds, LinkType.Ethernet, "0102030405", 60, 0), new ReadPacket(2, nanoseconds, LinkType.Ethernet, "", 0, 0)],
            packets);
        Assert.Equal("pcap", reader.Format);
        Assert.Equal("none", reader.Compression);
        Assert.Equal([LinkType.Ethernet], reader.LinkTypes);
        Assert.Equal(file.Length, reader.BytesRead);
        Assert.Equal(2, reader.Frames);
        Assert.Null(reader.Dropped);
        Assert.Null(reader.CutShort);
    }

    [Fact]
    public void AHeaderAlone_IsACaptureWithoutPackets()
    {
        (IReadOnlyList<ReadPacket> packets, CaptureReader reader) = ReadPacket.All(new PcapBytes().ToArray());

        Assert.Empty(packets);
        Assert.Null(reader.CutShort);
    }

    [Fact]
    public void FlagsAboveTheLinkType_AreLeftOut()
    {
        (IReadOnlyList<ReadPacket> packets, _) = ReadPacket.All(new PcapBytes(network: 0x3400_0071).Packet(0, 0, Packet).ToArray());

        Assert.Equal(LinkType.LinuxSll, Assert.Single(packets).LinkType);
    }

    [Theory]
    [InlineData(1, 60u, 5u)]
    [InlineData(2, 60u, 5u)]
    [InlineData(3, 60u, 5u)]
    [InlineData(3, 5u, 60u)]
    [InlineData(4, 5u, 60u)]
    public void AnOldVersion_MayHaveTheOriginalLengthFirst(int minor, uint first, uint second)
    {
        byte[] file = new PcapBytes(minor: minor).Packet(0, 0, Packet, first, second).Packet(1, 0, Packet, first, second).ToArray();

        (IReadOnlyList<ReadPacket> packets, CaptureReader reader) = ReadPacket.All(file);

        Assert.Equal([(5, 60), (5, 60)], packets.Select(packet => (packet.Bytes.Length / 2, packet.OriginalLength)));
        Assert.Null(reader.CutShort);
    }

    [Fact]
    public void AVersionThatWasNeverGivenOut_DoesNotCostThePackets() =>
        Assert.Equal(60, Assert.Single(ReadPacket.All(new PcapBytes(major: 258, minor: 1).Packet(0, 0, Packet, 5, 60).ToArray()).Packets).OriginalLength);

    [Fact]
    public void ARecordThatIsNotWhole_IsToldWithItsFigures()
    {
        byte[] file = new PcapBytes().Packet(0, 0, Packet).Packet(0, 0, Packet, firstLength: 1514).ToArray();

        (IReadOnlyList<ReadPacket> packets, CaptureReader reader) = ReadPacket.All(file);

        Assert.Single(packets);
        Assert.Equal(new CutShort(1, 45, "the file ends inside packet 2: its record claims 1,514 bytes, 5 are there"), reader.CutShort);
    }

    [Fact]
    public void ARecordHeaderThatIsNotWhole_IsTold()
    {
        byte[] file = [.. new PcapBytes().Packet(0, 0, Packet).ToArray(), 1, 2, 3];

        (_, CaptureReader reader) = ReadPacket.All(file);

        Assert.Equal(new CutShort(1, 45, "the file ends inside the header of packet 2: 3 bytes of it are there"), reader.CutShort);
    }

    [Fact]
    public void ALengthThatNoPacketHas_IsDamageThere()
    {
        byte[] file = new PcapBytes().Packet(0, 0, Packet).Packet(0, 0, Packet, firstLength: 262_145).ToArray();

        (IReadOnlyList<ReadPacket> packets, CaptureReader reader) = ReadPacket.All(file);

        Assert.Single(packets);
        Assert.Equal(
            new CutShort(1, 45, "the record of packet 2 claims 262,145 bytes, more than the 262,144 that a packet can have, so the file is damaged there"),
            reader.CutShort);
    }

    [Fact]
    public void ALengthThatNoPacketHasAtTheVeryStart_IsNoCapture()
    {
        byte[] file = new PcapBytes().Packet(0, 0, Packet, firstLength: uint.MaxValue).ToArray();

        var refused = Assert.Throws<CaptureFormatException>(() => ReadPacket.All(file));

        Assert.Equal(24, refused.ByteOffset);
        Assert.StartsWith("No packet can be read of this file: the record of packet 1 claims 4,294,967,295 bytes", refused.Message);
    }

    [Fact]
    public void APacketLargerThanTheWindow_IsReadWhole()
    {
        byte[] large = new byte[262_144];
        new Random(1).NextBytes(large);
        byte[] file = new PcapBytes().Packet(0, 0, Packet).Packet(0, 0, large).Packet(0, 0, Packet).ToArray();

        (IReadOnlyList<ReadPacket> packets, CaptureReader reader) = ReadPacket.All(file);

        Assert.Equal(["0102030405", Convert.ToHexString(large), "0102030405"], packets.Select(packet => packet.Bytes));
        Assert.Null(reader.CutShort);
    }
}
