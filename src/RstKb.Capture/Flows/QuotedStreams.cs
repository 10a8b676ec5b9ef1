namespace RstKb.Capture.Flows;

/// <summary>
/// The streams that Wireshark numbers because an ICMP error quotes their header, and what they do to the numbers of flows. As tshark 4.0 does it:
/// a quotation of unknown addresses and ports, or of a SYN with another number than its flow began with, takes the next number; the first real
/// segment after it on these ports belongs to that stream.
/// </summary>
internal sealed class QuotedStreams
{
    /// <summary>Streams that are kept; beyond it the numbers are no longer Wireshark's.</summary>
    public const int Most = 100_000;

    private readonly Dictionary<CompactKey, int> pending = [];
    private readonly Dictionary<int, int> claimed = [];
    private readonly HashSet<long> splits = [];

    // From which flow on numbers are moved by how much, in order.
    private readonly List<(int From, int Shift)> shifts = [];

    public bool HasPending => pending.Count > 0;

    private int Shift => shifts.Count == 0 ? 0 : shifts[^1].Shift;

    public bool IsPending(in CompactKey key) => pending.ContainsKey(key);

    /// <summary>A quotation has made a stream, unless one of the same key waits already.</summary>
    /// <param name="key">Addresses and ports of the quoted segment.</param>
    /// <param name="flows">Number of flows so far.</param>
    /// <param name="splitAt">The quotation's packet where it divides a flow, null where there is none to divide.</param>
    public void Note(in CompactKey key, int flows, long? splitAt)
    {
        if (shifts.Count < Most && pending.TryAdd(key, flows + Shift))
        {
            shifts.Add((flows, Shift + 1));
            if (splitAt is { } packet)
            {
                splits.Add(packet);
            }
        }
    }

    /// <summary>Whether the quotation in this packet divided a flow: the next segment of its addresses and ports begins another.</summary>
    public bool IsSplit(long packet) => splits.Contains(packet);

    /// <summary>A flow has begun; it may be one that waits.</summary>
    public void Claim(in CompactKey key, int flow)
    {
        if (pending.Remove(key, out int stream))
        {
            claimed.Add(flow, stream);
            shifts.Add((flow + 1, Shift - 1));
        }
    }

    /// <summary>Whether a quotation made the stream that the flow belongs to.</summary>
    public bool IsClaimed(int flow) => claimed.ContainsKey(flow);

    public int StreamOf(int flow)
    {
        if (claimed.TryGetValue(flow, out int stream))
        {
            return stream;
        }

        int low = 0;
        int high = shifts.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = shifts[middle].From <= flow ? (middle + 1, high) : (low, middle);
        }

        return flow + (low == 0 ? 0 : shifts[low - 1].Shift);
    }
}
