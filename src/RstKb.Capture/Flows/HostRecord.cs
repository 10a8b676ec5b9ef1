using RstKb.Capture.Headers;

namespace RstKb.Capture.Flows;

/// <summary>What the whole capture says of one address, from its segments that were no RST.</summary>
public struct HostRecord
{
    /// <summary>Segments that were no RST.</summary>
    public long Packets;

    /// <summary>TTLs seen, one bit each of 256.</summary>
    private UInt128 ttlLow;
    private UInt128 ttlHigh;

    /// <summary>The TTL that a majority showed, if any did (Boyer and Moore's vote).</summary>
    public byte UsualTtl;

    private long votes;

    /// <summary>Whether this TTL was ever seen on a segment of the host that was no RST.</summary>
    public readonly bool HasShown(byte ttl) => ttl < 128 ? (ttlLow >> ttl & 1) == 1 : (ttlHigh >> (ttl - 128) & 1) == 1;

    internal void Note(byte ttl)
    {
        Packets++;
        if (ttl < 128)
        {
            ttlLow |= UInt128.One << ttl;
        }
        else
        {
            ttlHigh |= UInt128.One << (ttl - 128);
        }

        if (votes == 0)
        {
            UsualTtl = ttl;
        }

        votes += ttl == UsualTtl ? 1 : -1;
    }
}
