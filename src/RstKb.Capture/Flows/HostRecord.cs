namespace RstKb.Capture.Flows;

/// <summary>What the whole capture says of one address, from its segments that were no RST.</summary>
public struct HostRecord
{
    // TTLs seen, one bit each of 256.
    private UInt128 ttlLow;
    private UInt128 ttlHigh;
    private long usualPackets;

    /// <summary>Segments that were no RST.</summary>
    public long Packets { get; private set; }

    /// <summary>The TTL that most of them showed; the lower one of two that are equally frequent.</summary>
    public byte UsualTtl { get; private set; }

    /// <summary>Whether this TTL was ever seen on a segment of the host that was no RST.</summary>
    public readonly bool HasShown(byte ttl) => ttl < 128 ? (ttlLow >> ttl & 1) == 1 : (ttlHigh >> (ttl - 128) & 1) == 1;

    /// <summary>Takes note of all segments with one TTL.</summary>
    internal void Note(byte ttl, long packets)
    {
        Packets += packets;
        if (ttl < 128)
        {
            ttlLow |= UInt128.One << ttl;
        }
        else
        {
            ttlHigh |= UInt128.One << (ttl - 128);
        }

        if (packets > usualPackets || packets == usualPackets && ttl < UsualTtl)
        {
            usualPackets = packets;
            UsualTtl = ttl;
        }
    }
}
