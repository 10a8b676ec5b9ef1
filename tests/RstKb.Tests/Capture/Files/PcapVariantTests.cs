using RstKb.Capture.Files;

namespace RstKb.Tests.Capture.Files;

/// <summary>Files of systems that changed the format and kept the magic number, or made one of their own.</summary>
public sealed class PcapVariantTests
{
    private static readonly byte[][] Packets = [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [11, 12, 13], [14, 15, 16, 17], [18]];

    [Theory]
    [InlineData("Kuznetsov's", 0xa1b2cd34, 24)]
    [InlineData("SuSE 6.3's", 0xa1b2cd34, 28)]
    [InlineData("Red Hat 6.1's", 0xa1b2c3d4, 24)]
    [InlineData("Nokia's", 0xa1b2c3d4, 20)]
    [InlineData("everybody's", 0xa1b2c3d4, 16)]
    public void RecordHeadersOfAnotherLength_AreFoundOut(string whose, uint magic, int headerBytes)
    {
        foreach (bool isBigEndian in (bool[])[false, true])
        {
            (IReadOnlyList<ReadPacket> packets, CaptureReader reader) = ReadPacket.All(File(magic, headerBytes, isBigEndian));

            Assert.Null(reader.CutShort);
            Assert.Equal((whose, string.Join(' ', Packets.Select(Convert.ToHexString))), (whose, string.Join(' ', packets.Select(packet => packet.Bytes))));
        }
    }

    [Theory]
    [InlineData(0x1c0001ac)]
    [InlineData(0x1c0001ab)]
    public void IxiasFiles_HaveTheirSizeBehindTheHeader(uint magic)
    {
        (IReadOnlyList<ReadPacket> packets, CaptureReader reader) = ReadPacket.All(File(magic, 16, isBigEndian: false, extra: [1, 2, 3, 4]));

        Assert.Null(reader.CutShort);
        Assert.Equal(Packets.Select(Convert.ToHexString), packets.Select(packet => packet.Bytes));
    }

    [Theory]
    [InlineData(6, LinkType.Ethernet)]
    [InlineData(9, LinkType.TokenRing)]
    [InlineData(15, LinkType.Fddi)]
    [InlineData(24, LinkType.Null)]
    public void AixsFiles_HaveInterfaceTypesAndNanoseconds(int network, LinkType expected)
    {
        (IReadOnlyList<ReadPacket> packets, _) = ReadPacket.All(new PcapBytes(isBigEndian: true, minor: 2, network: (uint)network).Packet(7, 999_999_999, Packets[0]).ToArray());

        Assert.Equal((expected, 7_999_999_999), (packets[0].LinkType, packets[0].Nanoseconds));
    }

    [Fact]
    public void DgUxsFiles_HaveTheOriginalLengthFirst()
    {
        (IReadOnlyList<ReadPacket> packets, _) = ReadPacket.All(new PcapBytes(major: 543, minor: 0).Packet(7, 0, Packets[0], firstLength: 60, secondLength: 10).ToArray());

        Assert.Equal(60, Assert.Single(packets).OriginalLength);
    }

    private static byte[] File(uint magic, int headerBytes, bool isBigEndian, byte[]? extra = null)
    {
        ByteList file = new ByteList(isBigEndian).U32(magic).U16(2).U16(4).U32(0).U32(0).U32(65535).U32(1).Raw(extra ?? []);
        uint time = 1_000_000_000;
        foreach (byte[] packet in Packets)
        {
            file.U32(time++).U32(5).U32(packet.Length).U32(packet.Length + 1000).Raw(Filler(headerBytes - 16)).Raw(packet);
        }

        return file.ToArray();
    }

    // An interface's number, a protocol and so on: never the lengths of a record.
    private static byte[] Filler(int count) => [.. Enumerable.Range(0, count).Select(i => (byte)(i + 0x80))];
}
