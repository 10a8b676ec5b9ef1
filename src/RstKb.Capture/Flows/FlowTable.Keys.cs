using System.Runtime.CompilerServices;
using RstKb.Capture.Files;
using RstKb.Capture.Headers;
using RstKb.Capture.Headers.Network;
using RstKb.Capture.Headers.Transport;

namespace RstKb.Capture.Flows;

/// <summary>What the table takes out of a packet: its key, and what counting it needs.</summary>
public sealed partial class FlowTable
{
    /// <summary>Takes out of a segment what counting it needs.</summary>
    internal SurveyedSegment Read(in DecodedSegment segment, long packet, CaptureTime time)
    {
        bool isKnown = TryKey(segment, isNewAllowed: Count < limits.MaxFlows, out CompactKey key, out bool fromLow);
        return new SurveyedSegment(
            key,
            key.Hash(seed),
            isKnown,
            fromLow,
            segment.Flags,
            segment.Ttl,
            segment.SequenceNumber,
            segment.AcknowledgmentNumber,
            segment.PayloadLength,
            packet,
            time);
    }

    /// <summary>The same for a packet whose headers lie where they usually do: it is read out of the packet's bytes, without a segment in between.</summary>
    internal SurveyedSegment Read(in CapturedPacket packet, in UsualHeaders headers)
    {
        ReadOnlySpan<byte> bytes = packet.Bytes;
        TcpHeader.TryRead(bytes[headers.Tcp..], out TcpHeader tcp);
        CompactKey key;
        bool fromLow;
        bool isKnown = true;
        byte ttl;
        if (headers.IsIPv6)
        {
            IPv6Header.TryRead(bytes[UsualHeaders.Ip..], out IPv6Header ip);
            isKnown = TryKey(ip.Source, ip.Destination, tcp.Ports, isNewAllowed: Count < limits.MaxFlows, out key, out fromLow);
            ttl = ip.HopLimit;
        }
        else
        {
            IPv4Header.TryRead(bytes[UsualHeaders.Ip..], out IPv4Header ip);
            key = CompactKey.OfIPv4(ip.Addresses, tcp.Ports, out fromLow);
            ttl = ip.Ttl;
        }

        return new SurveyedSegment(
            key,
            key.Hash(seed),
            isKnown,
            fromLow,
            tcp.Flags,
            ttl,
            tcp.SequenceNumber,
            tcp.AcknowledgmentNumber,
            headers.PayloadLength,
            packet.Number,
            packet.Time);
    }

    /// <summary>The key of a segment; false where an address has no number and is not to get one.</summary>
    /// <param name="fromLow">Whether the end that sorts first sent it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryKey(in DecodedSegment segment, bool isNewAllowed, out CompactKey key, out bool fromLow)
    {
        uint ports = (uint)segment.SourcePort << 16 | segment.DestinationPort;
        if (segment.IsIPv6)
        {
            return TryKey(segment.Source, segment.Destination, ports, isNewAllowed, out key, out fromLow);
        }

        key = CompactKey.OfIPv4((ulong)segment.Source.Value32 << 32 | segment.Destination.Value32, ports, out fromLow);
        return true;
    }

    private bool TryKey(NetworkAddress source, NetworkAddress destination, uint ports, bool isNewAllowed, out CompactKey key, out bool fromLow)
    {
        bool isKnown = TryNumber(source, isNewAllowed, out uint from) & TryNumber(destination, isNewAllowed, out uint to);
        int order = source.CompareTo(destination);
        fromLow = order < 0 || (order == 0 && CompactKey.IsInOrder(ports));
        key = CompactKey.Of((ulong)from << 32 | to, ports, fromLow, isIPv6: true);
        return isKnown;
    }

    private bool TryNumber(NetworkAddress address, bool isNewAllowed, out uint number)
    {
        if (!isNewAllowed)
        {
            return addresses.TryFind(address, out number);
        }

        number = addresses.NumberOf(address);
        return true;
    }
}
