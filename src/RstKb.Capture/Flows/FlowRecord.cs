using System.Runtime.InteropServices;
using RstKb.Capture.Headers;

namespace RstKb.Capture.Flows;

/// <summary>
/// What the survey keeps of one flow: one small record, whatever the flow's length. There are millions of them and each packet needs one that is in no cache,
/// so it is packed into two of a processor's lines; times are kept whole, packets' numbers in 32 bits (<see cref="CaptureLimits.MaxPackets"/>).
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = sizeof(uint))]
public partial struct FlowRecord
{
    private ulong addresses;
    private uint ports;
    private FlowMarks marks;

    public TcpFlags ResetFlags { get; internal set; }

    public byte ResetTtl { get; internal set; }

    public CaptureTime First { get; internal set; }

    public CaptureTime Last { get; internal set; }

    private uint lastPacket;
    private uint resetPacket;

    public FlowSide Low;
    public FlowSide High;

    // Until the first FIN the time of the last SYN without ACK, from then on that of the FIN: a handshake that is open when an end closes is not measured.
    private CaptureTime opening;

    private uint serverReply;
    private uint clientReply;

    public CaptureTime ResetTime { get; internal set; }

    /// <summary>Seconds of the longest silence after which one end spoke and the other answered; 0 where none lasted a second.</summary>
    public float SurvivedSilence { get; private set; }

    // Until the first RST a silence that one end has broken and the other has not answered yet; from then on the one before the exchange that ended in it.
    private float silence;

    internal CompactKey Key
    {
        readonly get => CompactKey.Of(addresses, ports, Has(FlowMarks.IPv6));
        set => (addresses, ports, marks) = (value.Addresses, value.PortPair, value.IsIPv6 ? marks | FlowMarks.IPv6 : marks & ~FlowMarks.IPv6);
    }

    /// <summary>Number of the flow's last packet in the file, or of the last ICMP error that quotes it.</summary>
    public readonly long LastPacket => lastPacket;

    /// <summary>Number of the first RST's packet, 0 where there is none.</summary>
    public readonly long ResetPacket => resetPacket;

    /// <summary>Time of the first FIN; meaningless where neither side's flags hold FIN.</summary>
    public readonly CaptureTime FirstFin => opening;

    /// <summary>Nanoseconds from the SYN to the SYN-ACK at the capture point, 0 where unknown, 4.29 s at the most: how soon the server's end can answer.</summary>
    public readonly long ServerReply => serverReply;

    /// <summary>Nanoseconds from the SYN-ACK to the client's next segment, 0 where unknown, 4.29 s at the most: how soon the client's end can answer.</summary>
    public readonly long ClientReply => clientReply;

    /// <summary>Seconds of the silence before the exchange that ended in the first RST; 0 where it did not last a second.</summary>
    public readonly float SilenceBeforeReset => HasReset ? silence : 0;

    /// <summary>Either end had sent payload before the first RST.</summary>
    public bool PayloadBeforeReset
    {
        readonly get => Has(FlowMarks.PayloadBeforeReset);
        private set => Set(FlowMarks.PayloadBeforeReset, value);
    }

    /// <summary>The first segment came from the low end.</summary>
    public bool FirstFromLow
    {
        readonly get => Has(FlowMarks.FirstFromLow);
        internal set => Set(FlowMarks.FirstFromLow, value);
    }

    /// <summary>The first RST bears the low end's address.</summary>
    public bool ResetFromLow
    {
        readonly get => Has(FlowMarks.ResetFromLow);
        internal set => Set(FlowMarks.ResetFromLow, value);
    }

    /// <summary>A FIN of either end came before the first RST.</summary>
    public bool FinBeforeReset
    {
        readonly get => Has(FlowMarks.FinBeforeReset);
        internal set => Set(FlowMarks.FinBeforeReset, value);
    }

    /// <summary>An ICMP error quotes a segment of this flow.</summary>
    public bool IsQuoted
    {
        readonly get => Has(FlowMarks.Quoted);
        private set => Set(FlowMarks.Quoted, value);
    }

    /// <summary>The flow took over the addresses and ports of an earlier one.</summary>
    internal bool IsReuse
    {
        readonly get => Has(FlowMarks.Reuse);
        set => Set(FlowMarks.Reuse, value);
    }

    /// <summary>Number of RSTs.</summary>
    public readonly long Resets => (long)Low.Resets + High.Resets;

    /// <summary>Whether there is any; it stands beside the key, so that whoever has found the flow need not fetch the rest of the record to know.</summary>
    public readonly bool HasReset => Has(FlowMarks.Reset);

    public readonly ushort LowPort => (ushort)(ports >> 16);

    public readonly ushort HighPort => (ushort)ports;

    public readonly long Packets => (long)Low.Packets + High.Packets;

    /// <summary>
    /// Which end is the client: the one that sent the SYN, else the one that received a SYN-ACK. Without either the likelier one:
    /// an ephemeral port speaks to a service's port, and the client speaks first.
    /// </summary>
    public readonly bool ClientIsLow(out bool known)
    {
        known = true;
        if (Low.HasSyn != High.HasSyn)
        {
            return Low.HasSyn;
        }

        if (Low.HasSyn)
        {
            return FirstFromLow;
        }

        if (Low.HasSynAck != High.HasSynAck)
        {
            return High.HasSynAck;
        }

        if (HasReset && AnswersAnUnseenSyn(ResetFromLow ? Low : High))
        {
            return !ResetFromLow;
        }

        known = false;
        bool lowEphemeral = LowPort >= FirstEphemeralPort;
        bool highEphemeral = HighPort >= FirstEphemeralPort;
        if (lowEphemeral != highEphemeral)
        {
            return lowEphemeral;
        }

        bool lowService = LowPort < FirstUserPort;
        bool highService = HighPort < FirstUserPort;
        return lowService != highService ? highService : FirstFromLow;
    }

    /// <summary>Nothing but RST,ACK from sequence number 0 came from this end: it refuses a SYN that was not captured (RFC 9293 3.5.2, group 1).</summary>
    private readonly bool AnswersAnUnseenSyn(in FlowSide sender) =>
        sender.Packets == sender.Resets && sender.HasBase && sender.Base.Value == uint.MaxValue && (ResetFlags & TcpFlags.Ack) != 0;

    /// <summary>The lowest port of Linux's default <c>ip_local_port_range</c>.</summary>
    private const ushort FirstEphemeralPort = 32768;

    /// <summary>RFC 6335: below lie the system ports.</summary>
    private const ushort FirstUserPort = 1024;

    private readonly bool Has(FlowMarks mark) => (marks & mark) != 0;

    private void Set(FlowMarks mark, bool value) => marks = value ? marks | mark : marks & ~mark;

    [Flags]
    private enum FlowMarks : ushort
    {
        None = 0,
        FirstFromLow = 1,
        ResetFromLow = 2,
        FinBeforeReset = 4,
        Quoted = 8,
        SilenceBrokenByLow = 16,
        Reset = 32,
        Reuse = 64,
        PayloadBeforeReset = 128,
        IPv6 = 256,
    }
}
