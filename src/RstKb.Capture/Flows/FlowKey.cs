using RstKb.Capture.Headers;

namespace RstKb.Capture.Flows;

/// <summary>The unordered pair of address and port that Wireshark's <c>tcp.stream</c> rests on: nothing else separates flows, neither VLAN nor tunnel nor interface.</summary>
/// <param name="LowAddress">Address of the end that sorts first.</param>
/// <param name="HighAddress">Address of the other end.</param>
/// <param name="LowPort">Port of the end that sorts first.</param>
/// <param name="HighPort">Port of the other end.</param>
public readonly record struct FlowKey(NetworkAddress LowAddress, NetworkAddress HighAddress, ushort LowPort, ushort HighPort);
