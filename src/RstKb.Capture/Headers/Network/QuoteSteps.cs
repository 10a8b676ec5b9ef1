using System.Buffers.Binary;
using RstKb.Capture.Headers.Network;
using RstKb.Capture.Headers.Transport;

namespace RstKb.Capture.Headers;

/// <summary>The steps of the walk into what an ICMP error quotes. The walk goes them only when asked to: a quotation is no packet.</summary>
internal ref partial struct HeaderWalk
{
    private const int IcmpBytes = 8;
    private const int QuotedAtLeast = 8;

    /// <summary>Reads the error at which the walk stopped; false where it is no error, or not one about TCP.</summary>
    public bool TryOpenError(out IcmpError error)
    {
        error = default;
        if (Stop.Layer != HeaderLayer.Icmp || _rest.Length < IcmpBytes || !IcmpErrorNames.IsError(_isIPv6, _rest[0]))
        {
            return false;
        }

        bool isIPv6 = _isIPv6;
        byte type = _rest[0];
        byte code = _rest[1];
        int mtu = isIPv6 ? (int)Math.Min(Word(4), int.MaxValue) : BinaryPrimitives.ReadUInt16BigEndian(_rest[6..]);
        (NetworkAddress reporter, byte ttl) = ReporterAndTtl();
        Advance(IcmpBytes);
        HeaderLayer next = HeaderLayer.Ip;
        while (next is not (HeaderLayer.Tcp or HeaderLayer.None))
        {
            next = Open(next);
        }

        if (next != HeaderLayer.Tcp || _rest.Length < QuotedAtLeast)
        {
            return false;
        }

        bool isWhole = TcpHeader.TryRead(_rest, out TcpHeader tcp);
        IPv4Header.TryRead(_ip, out IPv4Header ip4);
        bool isQuotedIPv6 = _isIPv6 && IPv6Header.TryRead(_ip, out _);
        IPv6Header.TryRead(_ip, out IPv6Header ip6);
        error = new IcmpError
        {
            Reporter = reporter,
            IsIPv6 = isIPv6,
            Type = type,
            Code = code,
            Mtu = IcmpErrorNames.KindOf(isIPv6, type, code) == IcmpErrorKind.PacketTooBig ? mtu : 0,
            Ttl = ttl,
            Source = isQuotedIPv6 ? ip6.Source : ip4.Source,
            Destination = isQuotedIPv6 ? ip6.Destination : ip4.Destination,
            SourcePort = BinaryPrimitives.ReadUInt16BigEndian(_rest),
            DestinationPort = BinaryPrimitives.ReadUInt16BigEndian(_rest[2..]),
            SequenceNumber = new SequenceNumber(Word(4)),
            Flags = isWhole ? tcp.Flags : TcpFlags.None,
            HasWholeHeader = isWhole,
            HasWholeOptions = isWhole && _rest.Length >= Math.Max(tcp.HeaderBytes, TcpHeader.MinimumBytes),
            WindowScale = TcpOptionsParser.Parse(QuotedOptions(isWhole ? tcp.HeaderBytes : 0)).WindowScale,
        };
        return true;
    }

    private readonly ReadOnlySpan<byte> QuotedOptions(int headerBytes)
    {
        int end = Math.Min(headerBytes, _rest.Length);
        return end > TcpHeader.MinimumBytes ? _rest[TcpHeader.MinimumBytes..end] : default;
    }

    private readonly (NetworkAddress Reporter, byte Ttl) ReporterAndTtl()
    {
        if (_isIPv6)
        {
            IPv6Header.TryRead(_ip, out IPv6Header six);
            return (six.Source, six.HopLimit);
        }

        IPv4Header.TryRead(_ip, out IPv4Header four);
        return (four.Source, four.Ttl);
    }
}
