namespace RstKb.Capture.Headers.Link;

/// <summary>The first three bytes of IEEE 802.2: the two access points and the control field.</summary>
internal readonly ref struct LlcHeader
{
    public const int Size = 3;

    private const byte SnapAccessPoint = 0xaa;
    private const byte InternetAccessPoint = 0x06;
    private const byte NetworkLayerAccessPoint = 0xfe;
    private const byte UnnumberedInformation = 0x03;

    private readonly ReadOnlySpan<byte> _bytes;

    private LlcHeader(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Whether SNAP's organisation and protocol number follow, through which IP travels (RFC 1042).</summary>
    public bool IsSnap => _bytes[0] == SnapAccessPoint && _bytes[1] == SnapAccessPoint && _bytes[2] == UnnumberedInformation;

    /// <summary>Whether IPv4 follows at once, by an access point of its own.</summary>
    public bool IsInternet => _bytes[0] == InternetAccessPoint && _bytes[2] == UnnumberedInformation;

    /// <summary>Whether a number of the network layer follows, as on ATM (RFC 2684, 5.2).</summary>
    public bool IsNetworkLayer => _bytes[0] == NetworkLayerAccessPoint && _bytes[1] == NetworkLayerAccessPoint && _bytes[2] == UnnumberedInformation;

    public static bool TryRead(ReadOnlySpan<byte> bytes, out LlcHeader header)
    {
        bool isWhole = bytes.Length >= Size;
        header = isWhole ? new LlcHeader(bytes[..Size]) : default;
        return isWhole;
    }
}
