using RstKb.Capture;
using RstKb.Capture.Files;

namespace RstKb.Tests.Capture.Files;

/// <summary>A packet that outlives its view, for comparison.</summary>
public sealed record ReadPacket(long Number, long Nanoseconds, LinkType LinkType, string Bytes, int OriginalLength, int Interface)
{
    public static (IReadOnlyList<ReadPacket> Packets, CaptureReader Reader) All(byte[] file, CaptureLimits? limits = null) => All(new MemoryStream(file), limits);

    public static (IReadOnlyList<ReadPacket> Packets, CaptureReader Reader) All(Stream file, CaptureLimits? limits = null)
    {
        using CaptureReader reader = CaptureFile.Open(file, limits ?? new CaptureLimits());
        List<ReadPacket> packets = [];
        while (reader.TryRead(out CapturedPacket packet))
        {
            packets.Add(new ReadPacket(
                packet.Number, packet.Time.Nanoseconds, packet.LinkType, Convert.ToHexString(packet.Bytes), packet.OriginalLength, packet.Interface));
        }

        Assert.False(reader.TryRead(out _));
        return (packets, reader);
    }
}
