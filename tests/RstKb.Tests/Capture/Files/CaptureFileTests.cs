using System.IO.Compression;
using System.Text;
using RstKb.Capture;
using RstKb.Capture.Files;
using RstKb.Tests.House;

namespace RstKb.Tests.Capture.Files;

public sealed class CaptureFileTests
{
    private const string Needed = "Needed is a pcap or pcapng file, such as `tcpdump -w FILE` or Wireshark's File > Save writes.";

    public static TheoryData<byte[], string> ForeignFiles => new()
    {
        { [], $"The file is empty. {Needed}" },
        { [7], $"This is no capture that is known here. {Needed}" },
        { Text("Dear colleague,\nplease find the capture attached.\n"), "This is a text file, perhaps the output of tcpdump without -w. Needed is the binary file that `tcpdump -w FILE` writes." },
        { Text("12:00:00.000001 IP 10.0.0.1.80 > 10.0.0.2.90: Flags [R], seq 1\n"), "This is a text file, the output of tcpdump without -w. Needed is the binary file that `tcpdump -w FILE` writes." },
        { Text("\n<!DOCTYPE html><title>Sign in</title>"), "This is a web page, perhaps a login or error page saved in place of the download. Download the capture itself." },
        { Text("<?xml version=\"1.0\"?><pdml/>"), $"This is an XML file, perhaps packets exported as text. {Needed}" },
        { Text("\uFEFF{\"log\": {}}"), $"This is a JSON file, perhaps a HAR file or packets exported as text. {Needed}" },
        { [0x50, 0x4b, 3, 4, 20, 0], "This is a zip archive. Take the capture out of it first." },
        { [0xfd, 0x37, 0x7a, 0x58, 0x5a], "This is a file compressed with xz. Unpack it first, or compress the capture with gzip, lz4 or zstd, which are read as they are." },
        { [0x28, 0xb5, 0x2f, 0xfd, 4], "Nothing could be read of this zstd file: the zstd compression breaks off before its end, as after an interrupted copy." },
        { [0x0d, 0x0a, 0x0d, 0x0d, 0x0d, 0x0a, 28], "This seems to be a pcapng file whose line ends were converted by a transfer as text. Copy it again in binary mode." },
        { Gzip(Text("only text")), "The file is compressed with gzip, but what is inside is no capture. This is a text file, perhaps the output of tcpdump without -w. Needed is the binary file that `tcpdump -w FILE` writes." },
        { Gzip(Gzip(Small())), "The file is compressed with gzip, but what is inside is no capture. This is gzip inside gzip. Decompress it once with `gunzip` and try again." },
        { Gzip([]), $"The file is compressed with gzip, but what is inside is no capture. The file is empty. {Needed}" },
        { Gzip(Small())[..12], "Nothing could be read of this gzip file: the gzip compression breaks off before its end, as after an interrupted copy." },
        { SmallPcapng()[..20], "The file ends inside the header of a pcapng file: only 20 bytes are there. Copy or capture it again." },
        { new PcapngBytes().Section().Raw(1).ToArray() is var section && (section[4] = 96) == 96 ? section : [], "The file ends inside the header of a pcapng file: only 29 bytes are there. Copy or capture it again." },
        { Small()[..20], "The file ends inside the header of a pcap file: 24 bytes are needed, 20 are there. Copy or capture it again." },
    };

    [Theory]
    [MemberData(nameof(ForeignFiles))]
    public void WhatIsNoCapture_IsNamedWithARemedy(byte[] file, string sentence)
    {
        var refused = Assert.Throws<CaptureFormatException>(() => ReadPacket.All(file));

        Assert.Equal(sentence, refused.Message);
    }

    [Fact]
    public void GzipOfSeveralMembers_IsReadAsOneFile()
    {
        byte[] file = Small();
        byte[] packed = [.. Gzip(file[..30]), .. Gzip(file[30..100]), .. Gzip([]), .. Gzip(file[100..])];

        (IReadOnlyList<ReadPacket> packets, CaptureReader reader) = ReadPacket.All(packed);

        Assert.Equal(ReadPacket.All(file).Packets, packets);
        Assert.Equal("gzip", reader.Compression);
        Assert.Equal("pcap", reader.Format);
        Assert.Equal(packed.Length, reader.BytesRead);
        Assert.Null(reader.CutShort);
    }

    [Fact]
    public void PaddingAfterGzip_IsIgnored()
    {
        (IReadOnlyList<ReadPacket> packets, CaptureReader reader) = ReadPacket.All([.. Gzip(Small()), .. new byte[512]]);

        Assert.Equal(ReadPacket.All(Small()).Packets, packets);
        Assert.Null(reader.CutShort);
    }

    [Fact]
    public void GzipCutInItsTrailer_GivesAllPacketsAndTellsOfTheCut()
    {
        (IReadOnlyList<ReadPacket> packets, CaptureReader reader) = ReadPacket.All(Gzip(Small())[..^3]);

        Assert.Equal(ReadPacket.All(Small()).Packets, packets);
        Assert.Equal(
            new CutShort(8, Small().Length, "the gzip compression breaks off before its end, as after an interrupted copy; packet 9 is the first that is not there whole"),
            reader.CutShort);
    }

    [Fact]
    public void GzipWithAWrongChecksum_IsToldAsDamage()
    {
        byte[] bytes = new byte[300];
        new Random(1).NextBytes(bytes);
        var file = new PcapBytes();
        for (uint i = 0; i < 1000; i++)
        {
            file.Packet(i, 0, bytes);
        }

        byte[] packed = Gzip(file.ToArray());
        packed[^6] ^= 1;

        (IReadOnlyList<ReadPacket> packets, CaptureReader reader) = ReadPacket.All(packed);

        Assert.NotEmpty(packets);
        Assert.StartsWith("the gzip compression is damaged; packet ", reader.CutShort?.Reason);
    }

    [Fact]
    public void MoreDecompressedBytesThanTheLimit_EndTheReading()
    {
        byte[] file = new PcapBytes().Packet(1, 0, new byte[100]).Packet(2, 0, new byte[200_000]).ToArray();
        byte[] packed = Gzip(file);

        (IReadOnlyList<ReadPacket> exact, CaptureReader whole) = ReadPacket.All(packed, new CaptureLimits { MaxDecompressedBytes = file.Length });
        (IReadOnlyList<ReadPacket> bounded, CaptureReader cut) = ReadPacket.All(packed, new CaptureLimits { MaxDecompressedBytes = 50_000 });

        Assert.Equal(2, exact.Count);
        Assert.Null(whole.CutShort);
        Assert.Single(bounded);
        Assert.Equal(
            new CutShort(1, 140, "decompressed, it is larger than the limit of 50,000 bytes (MaxDecompressedBytes), and the rest was not read; packet 2 is the first that is not there whole"),
            cut.CutShort);
    }

    [Fact]
    public void AGzipBombWithoutAPacket_IsRefused()
    {
        byte[] packed = Gzip([.. new PcapngBytes().Section().Interface().ToArray(), .. new PcapngBytes().Section().Block(4, body => body.Raw(new byte[9_000_000])).ToArray()]);

        var refused = Assert.Throws<CaptureFormatException>(() => ReadPacket.All(packed, new CaptureLimits { MaxDecompressedBytes = 1_000_000 }));

        Assert.StartsWith("No packet can be read of this file: decompressed, it is larger than the limit of 1,000,000 bytes (MaxDecompressedBytes)", refused.Message);
    }

    [Fact]
    public void AGzipBombThatLooksLikeACapture_IsRefusedThoughPacketsCameBeforeIt()
    {
        byte[] packed = Gzip([.. Small(), .. new byte[100_000_000]], CompressionLevel.SmallestSize);

        var refused = Assert.Throws<CaptureFormatException>(() => ReadPacket.All(packed, new CaptureLimits()));

        Assert.StartsWith("This gzip file unpacks to more than 200 times its size", refused.Message);
    }

    [Fact]
    public void AStreamThatGivesOneByteAtATime_GivesTheSamePackets()
    {
        foreach (byte[] file in new[] { Small(), SmallPcapng(), Gzip(Small()) })
        {
            Assert.Equal(ReadPacket.All(file).Packets, ReadPacket.All(new TricklingStream(file)).Packets);
        }
    }

    [Fact]
    public void TheStream_StaysOpen()
    {
        using var stream = new MemoryStream(Gzip(Small()));

        CaptureFile.Open(stream, new CaptureLimits()).Dispose();

        Assert.True(stream.CanRead);
    }

    [Theory]
    [InlineData("pcap")]
    [InlineData("pcapng")]
    [InlineData("gzip")]
    public void AFileCutAtAnyByte_GivesThePacketsBeforeTheCut(string kind)
    {
        byte[] file = kind switch { "pcap" => Small(), "pcapng" => SmallPcapng(), _ => Gzip(SmallPcapng()) };
        IReadOnlyList<ReadPacket> whole = ReadPacket.All(file).Packets;
        int captures = 0;
        int mostPackets = 0;
        for (int length = 0; length < file.Length; length++)
        {
            try
            {
                (IReadOnlyList<ReadPacket> packets, CaptureReader reader) = ReadPacket.All(file[..length]);
                captures++;
                Assert.Equal(whole.Take(packets.Count), packets);
                Assert.True(packets.Count >= mostPackets, $"cut at {length}");
                mostPackets = packets.Count;
                Assert.True(reader.CutShort is null || reader.CutShort.AfterPacket == reader.Frames);
                Assert.True(kind != "gzip" || reader.CutShort is not null, $"cut at {length}");
            }
            catch (CaptureFormatException refused)
            {
                Assert.EndsWith(".", refused.Message);
                Assert.True(captures == 0, $"cut at {length}: {refused.Message}");
            }
        }

        Assert.True(captures > 0);
    }

    [Fact]
    public void ACaptureOfTheCorpus_IsTheSameInsideGzip()
    {
        byte[] file = File.ReadAllBytes(Inputs.File("both-ends.pcapng"));

        Assert.Equal(ReadPacket.All(file).Packets, ReadPacket.All(Gzip(file)).Packets);
    }

    internal static byte[] Small()
    {
        var file = new PcapBytes();
        for (uint i = 1; i <= 8; i++)
        {
            file.Packet(i, i, [.. Enumerable.Range(0, (int)i * 3).Select(value => (byte)value)]);
        }

        return file.ToArray();
    }

    internal static byte[] SmallPcapng() => new PcapngBytes()
        .Section().Interface(resolution: 9).Enhanced(1, [1, 2, 3]).Simple([4, 5]).Statistics(0, 1, 2)
        .Section(isBigEndian: true).Interface(linkType: 101).Obsolete(2, [6, 7, 8, 9, 10], 0, 0).Block(0xbad, body => body.U32(1)).Enhanced(3, [])
        .ToArray();

    internal static byte[] Gzip(byte[] bytes, CompressionLevel level = CompressionLevel.Fastest)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, level))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray() is { Length: > 0 } written ? written : EmptyMember;
    }

    // The runtime writes nothing at all for nothing; gzip writes a member without content.
    private static byte[] EmptyMember => [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>A network that gives little at a time.</summary>
    private sealed class TricklingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(1, buffer.Length)]);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(1, count));
    }
}
