using System.Runtime.CompilerServices;
using RstKb.Capture.Files;
using RstKb.Capture.Flows.Observations;
using RstKb.Capture.Headers;
using RstKb.Capture.Headers.Network;
using RstKb.Capture.Headers.Transport;

namespace RstKb.Capture.Flows;

/// <summary>
/// Takes out of a packet what its flow is found by: the key of addresses and ports with its hash, and what counting it needs. It may run ahead of the table
/// that the keys are for, on another thread.
/// </summary>
/// <param name="limits">Bounds the addresses: two a flow, and some that only ICMP errors quote.</param>
internal sealed class SegmentKeys(CaptureLimits limits)
{
    private const ulong IPv6Host = 1UL << 32;

    private readonly ulong seed = (ulong)Random.Shared.NextInt64();
    private readonly AddressBook addresses = new((int)Math.Min(int.MaxValue, 2L * limits.MaxFlows + QuotedStreams.Most));

    /// <summary>The address that a <see cref="CompactKey"/> names by 32 bits.</summary>
    public NetworkAddress AddressOf(uint address, bool isIPv6) => isIPv6 ? addresses[address] : NetworkAddress.FromIPv4(address);

    /// <summary>A number of 33 bits that stands for one address of these keys.</summary>
    public static ulong HostOf(uint address, bool isIPv6) => isIPv6 ? IPv6Host | address : address;

    /// <summary>The same of an address; null where no segment has it.</summary>
    public ulong? HostOf(NetworkAddress address) =>
        !address.IsIPv6 ? address.Value32 : addresses.TryFind(address, out uint number) ? IPv6Host | number : null;

    /// <summary>No further address gets a number; several threads may read then.</summary>
    public void Close() => addresses.Close();

    public uint HashOf(in CompactKey key) => key.Hash(seed);

    /// <summary>Reads a segment that was decoded.</summary>
    public SurveyedSegment Read(in DecodedSegment segment, long packet, CaptureTime time)
    {
        bool isKnown = TryKey(segment, out CompactKey key, out bool fromLow);
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
            time)
        {
            IsLengthUnknown = segment.IsLengthUnknown,
            MayBeMptcp = MptcpOptions.MayBeIn(segment.OptionBytes),
        };
    }

    /// <summary>Reads a packet whose headers lie where they usually do out of its bytes, without a segment in between.</summary>
    public SurveyedSegment Read(in CapturedPacket packet, in UsualHeaders headers)
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
            isKnown = TryKey(ip.Source, ip.Destination, tcp.Ports, out key, out fromLow);
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
            packet.Time)
        {
            MayBeMptcp = tcp.HeaderBytes > TcpHeader.MinimumBytes && MptcpOptions.MayBeIn(OptionsOf(bytes, headers.Tcp, tcp.HeaderBytes)),
        };
    }

    private static ReadOnlySpan<byte> OptionsOf(ReadOnlySpan<byte> bytes, int tcp, int headerBytes) =>
        bytes[(tcp + TcpHeader.MinimumBytes)..Math.Min(tcp + headerBytes, bytes.Length)];

    /// <summary>Reads the segment that an ICMP error quotes.</summary>
    public SurveyedSegment Read(in IcmpError error, long packet, CaptureTime time) =>
        Read(error.AsSegment(), packet, time) with { Quotes = error.HasWholeHeader ? Quotation.WholeHeader : Quotation.PartOfHeader };

    /// <summary>The key of a segment; false where an address has no number.</summary>
    /// <param name="fromLow">Whether the end that sorts first sent it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryKey(in DecodedSegment segment, out CompactKey key, out bool fromLow)
    {
        uint ports = (uint)segment.SourcePort << 16 | segment.DestinationPort;
        if (segment.IsIPv6)
        {
            return TryKey(segment.Source, segment.Destination, ports, out key, out fromLow);
        }

        key = CompactKey.OfIPv4((ulong)segment.Source.Value32 << 32 | segment.Destination.Value32, ports, out fromLow);
        return true;
    }

    private bool TryKey(NetworkAddress source, NetworkAddress destination, uint ports, out CompactKey key, out bool fromLow)
    {
        bool isKnown = addresses.TryNumber(source, out uint from) & addresses.TryNumber(destination, out uint to);
        int order = source.CompareTo(destination);
        fromLow = order < 0 || (order == 0 && CompactKey.IsInOrder(ports));
        key = CompactKey.Of((ulong)from << 32 | to, ports, fromLow, isIPv6: true);
        return isKnown;
    }
}
