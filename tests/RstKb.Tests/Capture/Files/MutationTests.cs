using RstKb.Capture;
using RstKb.Capture.Files;
using RstKb.Capture.Headers;
using RstKb.Tests.House;

namespace RstKb.Tests.Capture.Files;

/// <summary>Files that were damaged at random, always in the same way: they end in packets or in one clear sentence, never otherwise.</summary>
public sealed class MutationTests
{
    private const int Mutations = 1500;

    [Theory]
    [InlineData("closed-port.pcap")]
    [InlineData("proxy-no-backend.pcap")]
    [InlineData("both-ends.pcapng")]
    public void ADamagedCapture_NeverFailsOtherwiseThanBySayingSo(string name) => Damage(File.ReadAllBytes(Inputs.File(name)), name.Length);

    [Fact]
    public void ADamagedGzip_NeverFailsOtherwiseThanBySayingSo() => Damage(CaptureFileTests.Gzip(File.ReadAllBytes(Inputs.File("several-causes.pcap"))), 5);

    [Fact]
    public void DamagedBlocksOfEveryKind_NeverFailOtherwiseThanBySayingSo() => Damage(CaptureFileTests.SmallPcapng(), 6);

    private static void Damage(byte[] whole, int seed)
    {
        var random = new Random(seed);
        int read = 0;
        for (int i = 0; i < Mutations; i++)
        {
            byte[] file = [.. whole.AsSpan(0, Math.Min(whole.Length, 20_000))];
            for (int change = random.Next(1, 6); change > 0; change--)
            {
                // Most of the fields that are believed stand near the start.
                int at = random.Next(random.Next(2) == 0 ? Math.Min(file.Length, 200) : file.Length);
                file[at] = random.Next(3) switch { 0 => 0, 1 => 0xff, _ => (byte)random.Next(256) };
            }

            read += Read(file);
        }

        Assert.True(read > Mutations / 10, $"only {read} packets were read of {Mutations} damaged files");
    }

    private static int Read(byte[] file)
    {
        var limits = new CaptureLimits();
        int packets = 0;
        try
        {
            using CaptureReader reader = CaptureFile.Open(new MemoryStream(file), limits);
            while (reader.TryRead(out CapturedPacket packet))
            {
                packets++;
                Assert.True(packet.Number >= packets && packet.OriginalLength >= packet.Bytes.Length);
                if (SegmentDecoder.TryDecode(packet, limits, out DecodedSegment segment, out DecodeStop stop))
                {
                    TcpOptionsParser.Parse(segment.OptionBytes);
                    Assert.True(segment.PayloadLength >= segment.Payload.Length, "more payload captured than there was");
                }
                else
                {
                    Assert.NotEqual(DecodeStopReason.None, stop.Reason);
                }
            }

            Assert.True(reader.CutShort is null || reader.CutShort.AfterPacket == reader.Frames);
        }
        catch (CaptureFormatException refused)
        {
            Assert.EndsWith(".", refused.Message);
        }

        return packets;
    }
}
