namespace RstKb.Calibration.Conditions;

/// <summary>Where the parts of one connection lie in a capture.</summary>
public sealed class ConnectionPackets
{
    private readonly List<long> packets = [];
    private bool lowSpoke;
    private bool highSpoke;
    private bool synAckSeen;

    /// <summary>Number of the first RST, or null.</summary>
    public long? Reset { get; private set; }

    /// <summary>Whether the end that sorts first sent the first RST.</summary>
    public bool ResetFromLow { get; private set; }

    /// <summary>Number of the packet that completed the handshake, or null.</summary>
    public long? HandshakeEnd { get; private set; }

    /// <summary>Whether both ends sent something before the first RST.</summary>
    public bool BothSpokeBefore { get; private set; }

    /// <summary>Whether the sender of the first RST sent something before it.</summary>
    public bool SenderSpokeBefore { get; private set; }

    /// <summary>Takes note of a packet; they come in the file's order.</summary>
    public void Note(long packet, bool fromLow, bool isSyn, bool isReset, bool hasAck)
    {
        if (isReset && Reset is null)
        {
            Reset = packet;
            ResetFromLow = fromLow;
            BothSpokeBefore = lowSpoke && highSpoke;
            SenderSpokeBefore = fromLow ? lowSpoke : highSpoke;
        }

        if (HandshakeEnd is null && synAckSeen && !isSyn && !isReset && hasAck)
        {
            HandshakeEnd = packet;
        }

        synAckSeen |= isSyn && hasAck;
        lowSpoke |= fromLow;
        highSpoke |= !fromLow;
        packets.Add(packet);
    }

    /// <summary>How many packets of the connection precede the first RST.</summary>
    public int CountBeforeReset => packets.Count(p => p < Reset);

    /// <summary>Whether at most this many packets of the connection lie between this one and the first RST, this one included.</summary>
    public bool IsAmongLastBeforeReset(long packet, int most) => packet >= Reset || packets.Count(p => p >= packet && p < Reset) <= most;
}
