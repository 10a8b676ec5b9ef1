namespace RstKb.Capture.Headers;

/// <summary>Numbers of the IEEE's EtherType registry.</summary>
internal static class EtherType
{
    public const ushort IPv4 = 0x0800;
    public const ushort IPv6 = 0x86dd;
    public const ushort Vlan = 0x8100;
    public const ushort ProviderBridge = 0x88a8;
    public const ushort OldQinQ = 0x9100;
    public const ushort Mpls = 0x8847;
    public const ushort MplsMulticast = 0x8848;
    public const ushort PppoeSession = 0x8864;
    public const ushort Ppp = 0x880b;
    public const ushort CacheRedirect = 0x883e;
    public const ushort RawEthernet = 0x6400;
    public const ushort FrameRelay = 0x6559;
    public const ushort TransparentEthernet = 0x6558;
    public const ushort Erspan2 = 0x88be;
    public const ushort Erspan3 = 0x22eb;
    public const ushort Trill = 0x22f3;
    public const ushort FirstAruba = 0x8200;
    public const ushort LastAruba = 0x8370;
    public const ushort ProviderBackbone = 0x88e7;
    public const ushort MacSecurity = 0x88e5;
    public const ushort FabricPath = 0x8903;
    public const ushort CiscoMetaData = 0x8909;
    public const ushort VirtualInterfaceTag = 0x8926;
    public const ushort SeamlessRing = 0x892f;
    public const ushort PortExtensionTag = 0x893f;
    public const ushort NetworkServiceHeader = 0x894f;

    /// <summary>Values up to this are a length: an LLC header follows (IEEE 802.3).</summary>
    public const ushort LargestLength = 1500;
}
