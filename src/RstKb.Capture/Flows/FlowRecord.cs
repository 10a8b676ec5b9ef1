using RstKb.Capture.Headers;

namespace RstKb.Capture.Flows;

/// <summary>What the survey keeps of one flow: one small record, whatever the flow's length.</summary>
public struct FlowRecord
{
    public FlowKey Key;
    public CaptureTime First;
    public CaptureTime Last;

    /// <summary>Number of the flow's first packet in the file.</summary>
    public long FirstPacket;

    /// <summary>Number of the flow's last packet in the file.</summary>
    public long LastPacket;

    public FlowSide Low;
    public FlowSide High;

    /// <summary>The first segment came from the low end.</summary>
    public bool FirstFromLow;

    /// <summary>Number of RSTs.</summary>
    public uint Resets;

    /// <summary>Number of the first RST's packet, 0 where there is none.</summary>
    public long ResetPacket;

    public CaptureTime ResetTime;

    /// <summary>The first RST bears the low end's address.</summary>
    public bool ResetFromLow;

    public TcpFlags ResetFlags;

    public byte ResetTtl;

    /// <summary>Time of the last segment before the first RST.</summary>
    public CaptureTime BeforeReset;

    /// <summary>Payload bytes of both ends before the first RST.</summary>
    public long BytesBeforeReset;

    /// <summary>A FIN of either end came before the first RST.</summary>
    public bool FinBeforeReset;

    /// <summary>Time of the first FIN; meaningless where neither side's flags hold FIN.</summary>
    public CaptureTime FirstFin;

    /// <summary>Time of the first SYN without ACK; meaningless where none was seen.</summary>
    public CaptureTime SynTime;

    /// <summary>Nanoseconds from the SYN to the SYN-ACK at the capture point, 0 where unknown: how soon the server's end can answer.</summary>
    public long ServerReply;

    /// <summary>Nanoseconds from the SYN-ACK to the client's next segment, 0 where unknown: how soon the client's end can answer.</summary>
    public long ClientReply;

    public readonly bool HasReset => Resets > 0;

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

        known = false;
        bool lowEphemeral = Key.LowPort >= FirstEphemeralPort;
        bool highEphemeral = Key.HighPort >= FirstEphemeralPort;
        if (lowEphemeral != highEphemeral)
        {
            return lowEphemeral;
        }

        bool lowService = Key.LowPort < FirstUserPort;
        bool highService = Key.HighPort < FirstUserPort;
        return lowService != highService ? highService : FirstFromLow;
    }

    /// <summary>The lowest port of Linux's default <c>ip_local_port_range</c>.</summary>
    private const ushort FirstEphemeralPort = 32768;

    /// <summary>RFC 6335: below lie the system ports.</summary>
    private const ushort FirstUserPort = 1024;
}
