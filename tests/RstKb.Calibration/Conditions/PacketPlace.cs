namespace RstKb.Calibration.Conditions;

/// <summary>One packet of one connection, as a condition looks at it.</summary>
/// <param name="Number">Its number in the capture.</param>
/// <param name="Connection">Its connection.</param>
/// <param name="FromLow">Whether the end that sorts first sent it.</param>
/// <param name="IsReset">It is a RST.</param>
/// <param name="FromResettingHost">Its source address has sent a RST somewhere in the capture.</param>
public readonly record struct PacketPlace(long Number, ConnectionPackets Connection, bool FromLow, bool IsReset, bool FromResettingHost);
