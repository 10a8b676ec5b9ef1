namespace RstKb.Capture.Headers.Tunnels;

/// <summary>VXLAN: an Ethernet frame inside UDP (RFC 7348).</summary>
internal static class VxlanHeader
{
    public const int Size = 8;

    /// <summary>The registered port, and the one that Linux used before there was one.</summary>
    public static bool IsPort(ushort port) => port is 4789 or 8472;
}
