using RstKb.Capture;
using RstKb.Capture.Files;

namespace RstKb.Tests.Capture.Files;

public sealed class SnoopReaderTests
{
    private static readonly byte[] First = [1, 2, 3];
    private static readonly byte[] Second = [4, 5, 6, 7, 8];

    [Fact]
    public void RecordsWithPadding_AreReadWithTheirTimesAndTheDropsBeforeThem()
    {
        (IReadOnlyList<ReadPacket> packets, CaptureReader reader) = ReadPacket.All([.. Header(), .. Record(First, original: 60, drops: 2), .. Record(Second, drops: 7)]);

        Assert.Equal(("snoop", 7, null), (reader.Format, reader.Dropped, reader.CutShort));
        Assert.Equal(
            [new ReadPacket(1, 1_600_000_000_000_005_000, LinkType.Ethernet, "010203", 60, 0), new ReadPacket(2, 1_600_000_000_000_005_000, LinkType.Ethernet, "0405060708", 5, 0)],
            packets);
    }

    [Theory]
    [InlineData(0, LinkType.Ethernet)]
    [InlineData(2, LinkType.TokenRing)]
    [InlineData(8, LinkType.Fddi)]
    [InlineData(26, LinkType.SolarisIpNet)]
    public void LinksHaveNumbersOfTheirOwn(int number, LinkType expected) =>
        Assert.Equal([expected], ReadPacket.All([.. Header(link: number), .. Record(First)]).Reader.LinkTypes);

    [Fact]
    public void AFileCutInsideARecord_GivesThePacketsBefore()
    {
        byte[] whole = [.. Header(), .. Record(First), .. Record(Second)];

        (IReadOnlyList<ReadPacket> packets, CaptureReader reader) = ReadPacket.All(whole[..^5]);

        Assert.Single(packets);
        Assert.Equal(new CutShort(1, 44, "the file ends inside packet 2: its record claims 32 bytes, 27 are there"), reader.CutShort);
    }

    [Fact]
    public void ARecordShorterThanItsPacket_IsDamageThere()
    {
        (IReadOnlyList<ReadPacket> packets, CaptureReader reader) = ReadPacket.All([.. Header(), .. Record(First), .. Record(Second, whole: 28)]);

        Assert.Single(packets);
        Assert.Equal("the record of packet 2 claims 28 bytes in all and 5 of them for its packet, so the file is damaged there", reader.CutShort?.Reason);
    }

    [Theory]
    [InlineData(9, 4, "This is a snoop file of version 9, which is not known here. Convert it with `editcap FILE NEW.pcapng`.")]
    [InlineData(2, 5, "This snoop file was captured on a link of type 5, which is not known here. Convert it with `editcap FILE NEW.pcapng`.")]
    public void AHeaderThatIsNotKnown_SaysSo(int version, int link, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<CaptureFormatException>(() => ReadPacket.All(Header(version, link))).Message);

    [Fact]
    public void AHeaderThatIsNotWhole_SaysSo() => Assert.Equal(
        "The file ends inside the header of a snoop file: 16 bytes are needed, 12 are there. Copy or capture it again.",
        Assert.Throws<CaptureFormatException>(() => ReadPacket.All(Header()[..12])).Message);

    private static byte[] Header(int version = 2, int link = 4) => new ByteList(true).Raw("snoop\0\0\0"u8).U32(version).U32(link).ToArray();

    private static byte[] Record(byte[] bytes, int? original = null, int drops = 0, int? whole = null) => new ByteList(true)
        .U32(original ?? bytes.Length).U32(bytes.Length).U32(whole ?? (24 + ((bytes.Length + 3) & ~3))).U32(drops).U32(1_600_000_000).U32(5).Raw(bytes).Pad(4).ToArray();
}
