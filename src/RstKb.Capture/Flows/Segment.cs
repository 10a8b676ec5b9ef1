using RstKb.Capture.Flows.Observations;
using RstKb.Capture.Headers;
using RstKb.Capture.Headers.Transport;

namespace RstKb.Capture.Flows;

/// <summary>
/// What outlives the packet: one TCP segment as the capture shows it. A rule sees segments, never bytes. Once its flow has been judged it
/// may become a segment of another flow (<see cref="SpentTraces"/>).
/// </summary>
public sealed class Segment
{
    /// <summary>The packet's number in the file, from 1.</summary>
    public long Packet { get; internal set; }

    public CaptureTime Time { get; internal set; }

    /// <summary>Whose address it bears; a forged one bears somebody else's.</summary>
    public Side From { get; internal set; }

    public TcpFlags Flags { get; internal set; }

    public SequenceNumber SequenceNumber { get; internal set; }

    /// <summary>The field as it stands, also without the ACK bit.</summary>
    public SequenceNumber AcknowledgmentNumber { get; internal set; }

    /// <summary>Not scaled.</summary>
    public ushort Window { get; internal set; }

    /// <summary>Payload bytes on the wire.</summary>
    public int PayloadLength { get; internal set; }

    /// <summary>A first fragment, or a segment shorter than its header claims: <see cref="PayloadLength"/> says nothing.</summary>
    public bool IsLengthUnknown { get; internal set; }

    /// <summary>TCP header bytes, 20 to 60.</summary>
    public int HeaderBytes { get; internal set; }

    public byte Ttl { get; internal set; }

    public bool IsIPv6 { get; internal set; }

    public ushort IpId { get; internal set; }

    public bool DontFragment { get; internal set; }

    public uint FlowLabel { get; internal set; }

    public byte TrafficClass { get; internal set; }

    public ulong SourceMac { get; internal set; }

    public int Interface { get; internal set; }

    public TcpOptions Options { get; internal set; }

    /// <summary>The snap length cut the options off; the header's length still tells how many bytes they had.</summary>
    public bool OptionsCut { get; internal set; }

    public PayloadHint Content { get; internal set; }

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

    /// <summary>Takes over what the headers say, and forgets what was observed of another segment in this place.</summary>
    internal void Take(in DecodedSegment decoded)
    {
        Flags = decoded.Flags;
        SequenceNumber = decoded.SequenceNumber;
        AcknowledgmentNumber = decoded.AcknowledgmentNumber;
        Window = decoded.Window;
        PayloadLength = decoded.PayloadLength;
        IsLengthUnknown = decoded.IsLengthUnknown;
        HeaderBytes = decoded.HeaderBytes;
        Ttl = decoded.Ttl;
        IsIPv6 = decoded.IsIPv6;
        IpId = decoded.IpId;
        DontFragment = decoded.DontFragment;
        FlowLabel = decoded.FlowLabel;
        TrafficClass = decoded.TrafficClass;
        SourceMac = decoded.SourceMac;
        Options = TcpOptionsParser.Parse(decoded.OptionBytes);
        OptionsCut = decoded.OptionBytes.Length < decoded.HeaderBytes - TcpHeader.MinimumBytes;
        Content = PayloadHint.Of(decoded.Payload, decoded.PayloadLength);
        Observations = Observation.None;
        DuplicateAckNumber = 0;
        DuplicateOf = 0;
    }
}
