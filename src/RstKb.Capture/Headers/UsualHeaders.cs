using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using RstKb.Capture.Files;
using RstKb.Capture.Headers.Link;
using RstKb.Capture.Headers.Network;
using RstKb.Capture.Headers.Transport;

namespace RstKb.Capture.Headers;

/// <summary>
/// Where the headers lie in what nearly every packet is: Ethernet, IPv4 without options or IPv6 without extensions, and TCP, each header whole. Such a
/// packet needs no walk from layer to layer. What is said of it is what <see cref="HeaderWalk"/> would say; everything else is left to that.
/// </summary>
/// <param name="IsIPv6">Which of the two kinds of IP header begins at <see cref="Ip"/>.</param>
/// <param name="End">Where the captured part of the payload ends: what lies behind it is padding.</param>
/// <param name="PayloadLength">Payload bytes on the wire.</param>
internal readonly record struct UsualHeaders(bool IsIPv6, int End, int PayloadLength)
{
    /// <summary>Where the IP header begins.</summary>
    public const int Ip = EthernetHeader.Size;

    private const byte IPv4WithoutOptions = 0x45;
    private const int TcpOverIPv4 = Ip + IPv4Header.MinimumBytes;
    private const int TcpOverIPv6 = Ip + IPv6Header.Size;

    /// <summary>Where the TCP header begins.</summary>
    public int Tcp => IsIPv6 ? TcpOverIPv6 : TcpOverIPv4;

    /// <summary>False where the packet is anything else, or where a length in it is not what it usually is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryFind(in CapturedPacket packet, out UsualHeaders found)
    {
        ReadOnlySpan<byte> bytes = packet.Bytes;
        if (packet.LinkType == LinkType.Ethernet && bytes.Length >= TcpOverIPv4 + TcpHeader.MinimumBytes)
        {
            int onWire = Math.Max(packet.OriginalLength, bytes.Length) - Ip;
            switch (BinaryPrimitives.ReadUInt16BigEndian(bytes[12..]))
            {
                case EtherType.IPv4 when bytes[Ip] == IPv4WithoutOptions:
                    IPv4Header.TryRead(bytes[Ip..], out IPv4Header ip);
                    return TryFind(bytes, false, ip.Protocol == IpProtocol.Tcp && !ip.IsFragment, TcpOverIPv4, ip.TotalLength, onWire, out found);
                case EtherType.IPv6 when bytes[Ip] >> 4 == 6 && bytes.Length >= TcpOverIPv6 + TcpHeader.MinimumBytes:
                    IPv6Header.TryRead(bytes[Ip..], out IPv6Header ip6);
                    return TryFind(bytes, true, ip6.NextHeader == IpProtocol.Tcp, TcpOverIPv6, IPv6Header.Size + ip6.PayloadLength, onWire, out found);
            }
        }

        found = default;
        return false;
    }

    /// <param name="tcp">Where the TCP header begins.</param>
    /// <param name="total">Bytes of the IP header and all that follows, as it claims.</param>
    /// <param name="onWire">Bytes that were on the wire from the IP header on.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryFind(ReadOnlySpan<byte> bytes, bool isIPv6, bool isTcp, int tcp, int total, int onWire, out UsualHeaders found)
    {
        int end = Math.Min(Ip + total, bytes.Length);
        int headerBytes = (bytes[tcp + 12] >> 4) * 4;
        found = new UsualHeaders(isIPv6, end, Ip + total - tcp - headerBytes);
        return isTcp && total <= onWire && end >= tcp + TcpHeader.MinimumBytes && headerBytes >= TcpHeader.MinimumBytes
            && found.PayloadLength >= 0;
    }
}
