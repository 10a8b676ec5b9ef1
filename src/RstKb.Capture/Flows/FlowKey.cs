using RstKb.Capture.Headers;

namespace RstKb.Capture.Flows;

/// <summary>The unordered pair of address and port that Wireshark's <c>tcp.stream</c> rests on: nothing else separates flows, neither VLAN nor tunnel nor interface.</summary>
/// <param name="LowAddress">Address of the end that sorts first.</param>
/// <param name="HighAddress">Address of the other end.</param>
/// <param name="LowPort">Port of the end that sorts first.</param>
/// <param name="HighPort">Port of the other end.</param>
public readonly record struct FlowKey(NetworkAddress LowAddress, NetworkAddress HighAddress, ushort LowPort, ushort HighPort)
{
    /// <summary>The key of a segment; <paramref name="fromLow"/> tells which of its ends sent it.</summary>
    public static FlowKey Of(in DecodedSegment segment, out bool fromLow)
    {
        int order = segment.Source.CompareTo(segment.Destination);
        if (order == 0)
        {
            order = segment.SourcePort.CompareTo(segment.DestinationPort);
        }

        fromLow = order <= 0;
        return fromLow
            ? new FlowKey(segment.Source, segment.Destination, segment.SourcePort, segment.DestinationPort)
            : new FlowKey(segment.Destination, segment.Source, segment.DestinationPort, segment.SourcePort);
    }

    /// <summary>Mixes the parts that differ between flows; addresses of one capture share most of their bits.</summary>
    public override int GetHashCode()
    {
        ulong low = (ulong)LowAddress.Value ^ (ulong)(LowAddress.Value >> 64);
        ulong high = (ulong)HighAddress.Value ^ (ulong)(HighAddress.Value >> 64);
        ulong mixed = (low * 0x9E37_79B9_7F4A_7C15) ^ (high * 0xC2B2_AE3D_27D4_EB4F) ^ (((ulong)LowPort << 16 | HighPort) * 0x1656_67B1_9E37_79F9);
        return (int)(mixed ^ (mixed >> 32));
    }
}
