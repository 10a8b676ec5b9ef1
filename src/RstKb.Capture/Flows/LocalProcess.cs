using System.Buffers.Binary;
using RstKb.Capture.Files;

namespace RstKb.Capture.Flows;

/// <summary>The process on the capturing machine that owned the connection, as a PKTAP header (Apple's <c>bsd/net/pktap.h</c>) or a pcapng block names it.</summary>
/// <param name="Name">As the kernel keeps it; everything but printable ASCII is shown as a dot.</param>
/// <param name="Id">The process id; 0 where the header has none.</param>
/// <param name="Side">Whose machine the capture was taken on.</param>
public sealed record LocalProcess(string Name, int Id, Side Side)
{
    private const uint Inward = 1;
    private const uint Outward = 2;

    /// <summary>The process of a packet; null where the capture does not tell.</summary>
    /// <param name="mark">The part of a PKTAP header from its flags to the end of the process's name; empty where the packet has no such header.</param>
    /// <param name="sender">The packet's.</param>
    internal static LocalProcess? Of(in CapturedPacket packet, ReadOnlySpan<byte> mark, Side sender) =>
        packet.Process is { Name.IsEmpty: false } process && packet.IsOutward is { } isOutward
            ? new LocalProcess(ResetPayload.Printable(process.Name.Span), process.Id, isOutward ? sender : sender.Other())
            : Read(mark, sender);

    /// <summary>Reads the part of a PKTAP header from its flags to the end of the process's name; null where it does not tell.</summary>
    /// <param name="mark">Empty where the packet has no such header.</param>
    /// <param name="sender">The packet's.</param>
    private static LocalProcess? Read(ReadOnlySpan<byte> mark, Side sender)
    {
        const int IdAt = 16;
        const int NameAt = 20;
        if (mark.Length <= NameAt)
        {
            return null;
        }

        uint direction = BinaryPrimitives.ReadUInt32LittleEndian(mark) & (Inward | Outward);
        ReadOnlySpan<byte> name = mark[NameAt..];
        int end = name.IndexOf((byte)0);
        name = end < 0 ? name : name[..end];
        return name.IsEmpty || direction is not (Inward or Outward)
            ? null
            : new LocalProcess(ResetPayload.Printable(name), Math.Max(0, BinaryPrimitives.ReadInt32LittleEndian(mark[IdAt..])), direction == Outward ? sender : sender.Other());
    }
}
