namespace RstKb.Capture.Flows;

/// <summary>One place of the flow table. A place that was never used is all zero, as a new array is.</summary>
internal readonly struct FlowSlot
{
    // The flow's number plus one, so that zero can mean none.
    private readonly int entry;

    public FlowSlot(int flow, uint hash)
    {
        entry = flow + 1;
        Hash = hash;
    }

    public uint Hash { get; }

    /// <summary>The latest flow on the addresses and ports that have this place, -1 where none has.</summary>
    public int Flow => entry - 1;
}

/// <summary>A flow that began on addresses and ports that were used before.</summary>
/// <param name="Flow">Its number.</param>
/// <param name="Before">Number of the flow that it took the place of.</param>
/// <param name="Packet">Its first packet.</param>
internal readonly record struct FlowReuse(int Flow, int Before, long Packet);
