using RstKb.Capture.Headers;

namespace RstKb.Capture.Flows;

/// <summary>The unordered pair of address and port that Wireshark's <c>tcp.stream</c> rests on: nothing else separates flows, neither VLAN nor tunnel nor interface.</summary>
/// <param name="LowAddress">Address of the end that sorts first.</param>
/// <param name="HighAddress">Address of the other end.</param>
/// <param name="LowPort">Port of the end that sorts first.</param>
/// <param name="HighPort">Port of the other end.</param>
public readonly record struct FlowKey(NetworkAddress LowAddress, NetworkAddress HighAddress, ushort LowPort, ushort HighPort)
{
    /// <summary>Whether the segment's sender is the end that sorts first: by address, then by port.</summary>
    internal static bool IsFromLow(in DecodedSegment segment)
    {
        int order = segment.IsIPv6
            ? segment.Source.Value.CompareTo(segment.Destination.Value)
            : segment.Source.Value32.CompareTo(segment.Destination.Value32);
        return order < 0 || order == 0 && segment.SourcePort <= segment.DestinationPort;
    }
}
