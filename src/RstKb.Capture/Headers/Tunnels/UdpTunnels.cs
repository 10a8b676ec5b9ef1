namespace RstKb.Capture.Headers.Tunnels;

/// <summary>Tunnels that are known by their UDP port (IANA's registry, and the ports that systems used before they had one).</summary>
internal static class UdpTunnels
{
    /// <summary>Ports below belong to services; a tunnel's port is then only the other end's ephemeral one.</summary>
    private const ushort FirstTunnelPort = 1024;

    /// <summary>The tunnel between two ports, or none. The lower port tells first, as for Wireshark.</summary>
    public static HeaderLayer Between(ushort source, ushort destination)
    {
        ushort low = Math.Min(source, destination);
        if (low < FirstTunnelPort)
        {
            return HeaderLayer.None;
        }

        HeaderLayer tunnel = Of(low);
        return tunnel != HeaderLayer.None ? tunnel : Of(Math.Max(source, destination));
    }

    private static HeaderLayer Of(ushort port) => port switch
    {
        1701 => HeaderLayer.L2tp,
        2152 or 3386 => HeaderLayer.Gtp,
        3544 => HeaderLayer.Teredo,
        4341 => HeaderLayer.Lisp,
        4754 => HeaderLayer.Gre,
        4789 => HeaderLayer.Vxlan,
        4790 => HeaderLayer.VxlanGpe,
        5072 => HeaderLayer.Ayiya,
        5247 => HeaderLayer.Capwap,
        6081 => HeaderLayer.Geneve,
        6343 => HeaderLayer.Sflow,
        6635 => HeaderLayer.Mpls,
        37008 => HeaderLayer.Tzsp,
        _ => HeaderLayer.None,
    };
}
