using System.Runtime.CompilerServices;
using FsCheck;
using FsCheck.Fluent;
using RstKb.Capture;
using RstKb.Capture.Files;
using RstKb.Capture.Headers;
using RstKb.Fuzz;
using RstKb.Tests.Capture.Files;
using RstKb.Tests.House;

namespace RstKb.Tests.Capture;

/// <summary>Whatever bytes a reader is given, it ends in packets or in a typed refusal, and costs no more than their number allows.</summary>
public sealed class AnyBytesTests
{
    private static readonly CaptureLimits Limits = new() { MaxDecompressedBytes = 1024 * 1024 };

    // What a file begins with decides who reads it.
    public static TheoryData<string, byte[]> Beginnings => new()
    {
        { "nothing", [] },
        { "pcap", new PcapBytes().ToArray() },
        { "pcap of a big host", new PcapBytes(isBigEndian: true).ToArray() },
        { "pcap in nanoseconds", new PcapBytes(0xa1b23c4d).ToArray() },
        { "Kuznetsov's pcap", new PcapBytes(0xa1b2cd34).ToArray() },
        { "Ixia's pcap", new PcapBytes(0x1c0001ac).ToArray() },
        { "old pcap", new PcapBytes(minor: 2).ToArray() },
        { "pcapng", new PcapngBytes().Section().ToArray() },
        { "pcapng of a big host with an interface", new PcapngBytes().Section(isBigEndian: true).Interface().ToArray() },
        { "pcapng with packets", new PcapngBytes().Section().Interface().Enhanced(7, [1, 2, 3]).ToArray() },
        { "snoop", [.. "snoop\0\0\0"u8, 0, 0, 0, 2, 0, 0, 0, 4] },
        { "gzip", [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3] },
    };

    [Theory]
    [MemberData(nameof(Beginnings))]
    public void ToEveryReader_EndInAnAnswerOrATypedError(string kind, byte[] beginning) => Prop
        .ForAll(Bytes(), bytes => Assert.Equal((kind, null), (kind, Trial.Run([.. beginning, .. bytes]))))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    /// <summary>A reader gives no byte twice and takes little memory of its own, so time and memory grow with the file at most.</summary>
    [Theory]
    [MemberData(nameof(Beginnings))]
    public void ToEveryReader_AreDeliveredOnceAndCostNoMoreThanTheirNumberAllows(string kind, byte[] beginning) => Prop
        .ForAll(Bytes(), bytes =>
        {
            byte[] file = [.. beginning, .. bytes, .. bytes, .. bytes];
            long before = GC.GetAllocatedBytesForCurrentThread();
            (long packets, long delivered) = Read(file);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            long unpacked = kind == "gzip" ? Limits.MaxDecompressedBytes : file.Length;
            return delivered <= unpacked && packets <= unpacked && allocated <= 40_000_000 + (16 * unpacked);
        })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    /// <summary>Each link type with any bytes behind it: the walk ends, and says why it found nothing.</summary>
    [Fact]
    public void BehindEveryLinkType_GiveASegmentOrAReason() => Prop
        .ForAll(Bytes(), bytes => Enum.GetValues<LinkType>().All(type =>
        {
            var packet = new CapturedPacket { Number = 1, Time = default, LinkType = type, Bytes = bytes, OriginalLength = bytes.Length };
            bool isSegment = SegmentDecoder.TryDecode(packet, Limits, out DecodedSegment segment, out DecodeStop stop);
            int siblings = 0;
            for (bool more = isSegment; more; more = segment.NextFrame != 0 && SegmentDecoder.TryDecodeNext(packet, Limits, segment.NextFrame, out segment))
            {
                TcpOptionsParser.Parse(segment.OptionBytes);
                siblings++;
            }

            SegmentDecoder.TryDecodeError(packet, Limits, out _);
            return siblings <= 64 && (isSegment || stop.Reason != DecodeStopReason.None && stop.ToString().Length > 0);
        }))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    /// <summary>Inputs on which the fuzzer (tests/fuzz.sh) broke something once.</summary>
    public static TheoryData<string> Broken =>
        [.. Directory.EnumerateFiles(Path.Combine(Corpus.RepositoryRoot, "tests", "RstKb.Tests", "Inputs", "broken"), "*.bin").Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Broken))]
    public void ThatBrokeSomethingOnce_BreakNothingAnyMore(string name) => Assert.Null(Trial.Run(File.ReadAllBytes(Inputs.File(Path.Combine("broken", name)))));

    // Zeros and small numbers are what lengths are made of, so they are as frequent as all others together.
    private static Arbitrary<byte[]> Bytes() => Gen.OneOf(
            Gen.Elements<byte>(0, 1, 2, 4, 6, 8, 20, 28, 0x45, 0x60, 0x50, 0xff),
            Gen.Choose(0, 255).Select(value => (byte)value))
        .ArrayOf()
        .ToArbitrary();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (long Packets, long Delivered) Read(byte[] file)
    {
        long packets = 0;
        long delivered = 0;
        try
        {
            using CaptureReader reader = CaptureFile.Open(new MemoryStream(file), Limits);
            while (reader.TryRead(out CapturedPacket packet))
            {
                packets++;
                delivered += packet.Bytes.Length;
            }
        }
        catch (CaptureFormatException)
        {
            // A refusal is an answer.
        }

        return (packets, delivered);
    }
}
