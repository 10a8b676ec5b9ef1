namespace RstKb.Capture.Files.Pcapng;

/// <summary>The block types that matter here (draft-ietf-opsawg-pcapng, section 4 and 11.1). All others are stepped over.</summary>
internal static class BlockType
{
    public const uint SectionHeader = 0x0a0d0d0a;
    public const uint InterfaceDescription = 1;
    public const uint ObsoletePacket = 2;
    public const uint SimplePacket = 3;
    public const uint InterfaceStatistics = 5;
    public const uint EnhancedPacket = 6;

    /// <summary>Apple's own, of <c>tcpdump -k</c>.</summary>
    public const uint ProcessInformation = 0x80000001;

    private const uint SystemdJournal = 9;
    private const uint SysdigEvent = 0x204;
    private const uint SysdigEvent2 = 0x216;
    private const uint SysdigLargeEvent2 = 0x221;
    private const uint Custom = 0xbad;
    private const uint CustomNotToCopy = 0x40000bad;

    /// <summary>Blocks that are looked into.</summary>
    public static bool IsTakenIn(uint type) => type is SectionHeader or InterfaceDescription or ObsoletePacket or SimplePacket or InterfaceStatistics or EnhancedPacket or ProcessInformation;

    /// <summary>Blocks without a packet that Wireshark numbers as frames nevertheless, so that packet numbers agree.</summary>
    public static bool IsNumberedWithoutPacket(uint type) => type is SystemdJournal or SysdigEvent or SysdigEvent2 or SysdigLargeEvent2 or Custom or CustomNotToCopy;
}
