using RstKb.Capture.Flows.Observations;
using RstKb.Capture.Headers;

namespace RstKb.Capture.Flows;

/// <summary>What outlives the packet: one TCP segment as the capture shows it. A rule sees segments, never bytes.</summary>
public sealed class Segment
{
    /// <summary>The packet's number in the file, from 1.</summary>
    public required long Packet { get; init; }

    public required CaptureTime Time { get; init; }

    /// <summary>Whose address it bears; a forged one bears somebody else's.</summary>
    public required Side From { get; init; }

    public required TcpFlags Flags { get; init; }

    public required SequenceNumber SequenceNumber { get; init; }

    /// <summary>The field as it stands, also without the ACK bit.</summary>
    public required SequenceNumber AcknowledgmentNumber { get; init; }

    /// <summary>Not scaled.</summary>
    public required ushort Window { get; init; }

    /// <summary>Payload bytes on the wire.</summary>
    public required int PayloadLength { get; init; }

    /// <summary>TCP header bytes, 20 to 60.</summary>
    public required int HeaderBytes { get; init; }

    public required byte Ttl { get; init; }

    public required bool IsIPv6 { get; init; }

    public ushort IpId { get; init; }

    public bool DontFragment { get; init; }

    public uint FlowLabel { get; init; }

    public byte TrafficClass { get; init; }

    public ulong SourceMac { get; init; }

    public int Interface { get; init; }

    public TcpOptions Options { get; init; }

    /// <summary>The snap length cut the options off; the header's length still tells how many bytes they had.</summary>
    public bool OptionsCut { get; init; }

    public PayloadHint Content { get; init; }

    /// <summary>Wireshark's observations (<c>tcp.analysis</c>).</summary>
    public Observation Observations { get; internal set; }

    /// <summary>For a duplicate ACK: its number in the row of duplicates, from 1.</summary>
    public int DuplicateAckNumber { get; internal set; }

    /// <summary>For a duplicate ACK: the packet it repeats.</summary>
    public long DuplicateOf { get; internal set; }

    public bool IsSyn => (Flags & (TcpFlags.Syn | TcpFlags.Ack)) == TcpFlags.Syn;

    public bool IsSynAck => (Flags & (TcpFlags.Syn | TcpFlags.Ack)) == (TcpFlags.Syn | TcpFlags.Ack);

    public bool IsFin => (Flags & TcpFlags.Fin) != 0;

    public bool IsRst => (Flags & TcpFlags.Rst) != 0;

    public bool HasAck => (Flags & TcpFlags.Ack) != 0;

    /// <summary>
    /// The timestamps option is there, or was where the snap length cut: 12 bytes of options on an ordinary segment are timestamps and their
    /// padding (RFC 7323, appendix A), 20 on a SYN all that a system offers.
    /// </summary>
    public bool CarriesTimestamps => Options.HasTimestamps || OptionsCut && HeaderBytes >= ((Flags & TcpFlags.Syn) != 0 ? 40 : 32);

    public bool HasPayload => PayloadLength > 0;

    /// <summary>Neither payload nor SYN, FIN or RST.</summary>
    public bool IsPureAck => PayloadLength == 0 && (Flags & (TcpFlags.Syn | TcpFlags.Fin | TcpFlags.Rst)) == 0 && HasAck;

    /// <summary>The sequence number that follows this segment: its payload, SYN and FIN counted (RFC 9293, 3.4).</summary>
    public SequenceNumber End => SequenceNumber + (PayloadLength + ((Flags & TcpFlags.Syn) != 0 ? 1 : 0) + (IsFin ? 1 : 0));

    public bool Has(Observation observation) => (Observations & observation) != 0;
}
