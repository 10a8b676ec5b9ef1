using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RstKb.Capture.Files;

namespace RstKb.Capture.Flows;

/// <summary>Where the packet of a surveyed segment lies in memory, so that it can be decoded once its flow is known to be wanted.</summary>
/// <param name="Bytes">What it lies in.</param>
/// <param name="Offset">Where it begins there.</param>
/// <param name="Length">Captured bytes.</param>
/// <param name="OriginalLength">Bytes on the wire.</param>
/// <param name="Frame">Which of the frames that the packet carries side by side holds the segment; 0 for the first that holds one.</param>
/// <param name="Process">As of <see cref="CapturedPacket.Process"/>.</param>
/// <param name="IsOutward">As of <see cref="CapturedPacket.IsOutward"/>.</param>
internal readonly record struct SegmentPlace(
    byte[] Bytes, int Offset, int Length, int OriginalLength, LinkType LinkType, int Interface, int Frame, CapturedProcess? Process, bool? IsOutward)
{
    public static SegmentPlace Of(in CapturedPacket packet, byte[] bytes, int frame)
    {
        ref byte first = ref MemoryMarshal.GetReference(packet.Bytes);
        int offset = (int)Unsafe.ByteOffset(ref MemoryMarshal.GetArrayDataReference(bytes), ref first);
        return new SegmentPlace(bytes, offset, packet.Bytes.Length, packet.OriginalLength, packet.LinkType, packet.Interface, frame, packet.Process, packet.IsOutward);
    }

    /// <summary>The packet again.</summary>
    public CapturedPacket PacketOf(in SurveyedSegment segment) => new()
    {
        Number = segment.Packet,
        Time = segment.Time,
        LinkType = LinkType,
        Bytes = Bytes.AsSpan(Offset, Length),
        OriginalLength = OriginalLength,
        Interface = Interface,
        Process = Process,
        IsOutward = IsOutward,
    };
}
