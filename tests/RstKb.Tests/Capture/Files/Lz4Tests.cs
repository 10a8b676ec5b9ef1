using RstKb.Capture;
using RstKb.Capture.Files;
using RstKb.Tests.House;

namespace RstKb.Tests.Capture.Files;

public sealed class Lz4Tests
{
    private static readonly byte[] Packed = File.ReadAllBytes(Inputs.File(Path.Combine("formats", "several-causes.pcap.lz4")));
    private static readonly IReadOnlyList<ReadPacket> Expected = ReadPacket.All(File.ReadAllBytes(Inputs.File("several-causes.pcap"))).Packets;

    [Theory]
    [InlineData("several-causes.pcap.lz4")]
    [InlineData("several-causes.linked.pcap.lz4")]
    public void ACaptureInsideLz4_IsTheCaptureItself(string name)
    {
        (IReadOnlyList<ReadPacket> packets, CaptureReader reader) = ReadPacket.All(File.ReadAllBytes(Inputs.File(Path.Combine("formats", name))));

        Assert.Equal(("lz4", "pcap", null), (reader.Compression, reader.Format, reader.CutShort));
        Assert.Equal(Expected, packets);
    }

    [Fact]
    public void AFrameBrokenOff_GivesWhatCameBeforeOrSaysSo() => Assert.Equal(
        "Nothing could be read of this lz4 file: the lz4 compression breaks off before its end, as after an interrupted copy.",
        Assert.Throws<CaptureFormatException>(() => ReadPacket.All(Packed[..^20])).Message);

    [Fact]
    public void DamagedFrames_NeverFailOtherwiseThanBySayingSo()
    {
        var random = new Random(4);
        int read = 0;
        for (int i = 0; i < 2000; i++)
        {
            byte[] file = [.. Packed];
            file[random.Next(4, file.Length)] ^= (byte)(1 << random.Next(8));
            try
            {
                read += ReadPacket.All(file).Packets.Count;
            }
            catch (CaptureFormatException refused)
            {
                Assert.EndsWith(".", refused.Message);
            }
        }

        Assert.True(read > 1000, $"only {read} packets were read");
    }
}
