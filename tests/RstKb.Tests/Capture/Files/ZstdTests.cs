using System.Buffers.Binary;
using RstKb.Benchmarks.Generation;
using RstKb.Capture;
using RstKb.Capture.Files;
using RstKb.Tests.House;

namespace RstKb.Tests.Capture.Files;

public sealed class ZstdTests
{
    private static readonly byte[] Plain = File.ReadAllBytes(Inputs.File("several-causes.pcap"));
    private static readonly IReadOnlyList<ReadPacket> Expected = ReadPacket.All(Plain).Packets;
    private static readonly byte[] Packed = ZstdTool.Pack(Plain);

    public static TheoryData<string> Options =>
        [.. Enumerable.Range(1, 19).Select(level => $"-{level}"), "--fast=1", "--fast=9", "--long=27", "-19 --long=27", "-T0", "--no-check", "--no-content-size", "-B1000 -T1", "--format=gzip"];

    [Theory]
    [MemberData(nameof(Options))]
    public void WhatTheToolPacks_IsTheCaptureItself(string options)
    {
        (IReadOnlyList<ReadPacket> packets, CaptureReader reader) = ReadPacket.All(ZstdTool.Pack(Plain, options.Split(' ')));

        Assert.Equal((options == "--format=gzip" ? "gzip" : "zstd", "pcap", null), (reader.Compression, reader.Format, reader.CutShort));
        Assert.Equal(Expected, packets);
    }

    /// <summary>Large enough for many blocks, tables that are kept from block to block, and a window that moves.</summary>
    [Theory]
    [InlineData("-1")]
    [InlineData("-5")]
    [InlineData("-12")]
    [InlineData("-1 --zstd=wlog=15")]
    [InlineData("-3 --long=24 -T0")]
    public void ALargeCapture_IsTheCaptureItself(string options)
    {
        var capture = new MemoryStream();
        new TrafficGenerator(TrafficMix.Mixed, seed: 3).Write(capture, 12L << 20);
        byte[] plain = capture.ToArray();

        Assert.Equal(ReadPacket.All(plain).Packets, ReadPacket.All(ZstdTool.Pack(plain, options.Split(' '))).Packets);
    }

    [Fact]
    public void SeveralFramesAndFramesToSkip_AreOneCapture()
    {
        byte[] skipped = [0x53, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3];
        byte[] file = [.. skipped, .. ZstdTool.Pack(Plain[..1000]), .. ZstdTool.Pack([]), .. skipped, .. ZstdTool.Pack(Plain[1000..], "-19", "--no-check")];

        (IReadOnlyList<ReadPacket> packets, CaptureReader reader) = ReadPacket.All(file);

        Assert.Null(reader.CutShort);
        Assert.Equal(Expected, packets);
    }

    [Fact]
    public void AFrameOfNothing_IsAnEmptyFile() =>
        Assert.StartsWith("The file is compressed with zstd, but what is inside is no capture. The file is empty.", Refusal(ZstdTool.Pack([])));

    [Fact]
    public void AFrameBrokenOff_SaysSo() =>
        Assert.Equal("Nothing could be read of this zstd file: the zstd compression breaks off before its end, as after an interrupted copy.", Refusal(Packed[..^30]));

    [Fact]
    public void AFileBrokenOffInItsSecondFrame_GivesTheFirst()
    {
        byte[] file = [.. ZstdTool.Pack(Plain[..20_000]), .. ZstdTool.Pack(Plain[20_000..])];

        (IReadOnlyList<ReadPacket> packets, CaptureReader reader) = ReadPacket.All(file[..^10]);

        Assert.Equal(Expected.Take(packets.Count), packets);
        Assert.StartsWith("the zstd compression breaks off before its end", reader.CutShort?.Reason);
        Assert.InRange(packets.Count, 1, Expected.Count - 1);
    }

    [Fact]
    public void AWrongCheckSum_IsDamage()
    {
        byte[] file = [.. Packed];
        file[^1] ^= 1;

        Assert.StartsWith("the zstd compression is damaged", ReadPacket.All(file).Reader.CutShort?.Reason);
    }

    [Fact]
    public void WhatFollowsTheLastFrame_IsDamage() =>
        Assert.StartsWith("the zstd compression is damaged", ReadPacket.All([.. Packed, .. "no frame"u8]).Reader.CutShort?.Reason);

    [Fact]
    public void ADictionary_IsAskedFor()
    {
        byte[] file = [0x28, 0xb5, 0x2f, 0xfd, 0x21, 7, 0, 1, 0, 0];

        Assert.Equal("This zstd file was compressed with a dictionary (number 7), which is not inside it. Unpack it first, with `zstd -d -D DICTIONARY`.", Refusal(file));
    }

    [Fact]
    public void AWindowBeyondTheLimit_IsRefused()
    {
        byte[] file = [0x28, 0xb5, 0x2f, 0xfd, 0, 18 << 3, 1, 0, 0];

        Assert.StartsWith("This zstd file needs a window of 268,435,456 bytes, more than the limit of 134,217,728 (MaxZstdWindowBytes).", Refusal(file));
    }

    [Fact]
    public void ABomb_IsNotUnpackedToItsEnd()
    {
        // One byte 128 KiB times, in each of four bytes of the file.
        var file = new List<byte>([0x28, 0xb5, 0x2f, 0xfd, 0, 7 << 3]);
        byte[] block = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(block, (128 * 1024 << 3) | 2);
        for (int i = 0; i < 4096; i++)
        {
            file.AddRange([block[0], block[1], block[2], 0]);
        }

        byte[] whole = [.. ZstdTool.Pack(new PcapBytes().ToArray()), .. file];

        Assert.StartsWith("This zstd file unpacks to more than 200 times its size", Assert.Throws<CaptureFormatException>(() => Drain(whole)).Message);
    }

    [Fact]
    public void AClaimedWindow_TakesNoMemoryBeforeItIsFilled()
    {
        byte[] file = [0x28, 0xb5, 0x2f, 0xfd, 0, 17 << 3, 1, 0, 0];
        long before = GC.GetAllocatedBytesForCurrentThread();

        Refusal(file);

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 4_000_000);
    }

    [Fact]
    public void DamagedFrames_NeverFailOtherwiseThanBySayingSo()
    {
        var random = new Random(5);
        byte[][] whole = [Packed, ZstdTool.Pack(Plain, "-19", "--no-check"), ZstdTool.Pack(Plain, "-1", "--no-check")];
        for (int i = 0; i < 3000; i++)
        {
            byte[] file = [.. whole[i % whole.Length]];
            for (int change = random.Next(1, 4); change > 0; change--)
            {
                file[random.Next(random.Next(2) == 0 ? 200 : 4, file.Length)] = (byte)random.Next(256);
            }

            try
            {
                CaptureReader reader = ReadPacket.All(file).Reader;
                Assert.True(reader.CutShort is null || reader.CutShort.Reason.Length > 0);
            }
            catch (CaptureFormatException refused)
            {
                Assert.EndsWith(".", refused.Message);
            }
        }
    }

    private static string Refusal(byte[] file) => Assert.Throws<CaptureFormatException>(() => ReadPacket.All(file)).Message;

    private static void Drain(byte[] file)
    {
        // The zeros are records of no bytes, which are read and forgotten.
        using CaptureReader reader = CaptureFile.Open(new MemoryStream(file), new CaptureLimits());
        while (reader.TryRead(out _))
        {
        }
    }
}
