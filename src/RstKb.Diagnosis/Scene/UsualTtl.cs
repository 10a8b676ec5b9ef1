using RstKb.Capture.Flows;

namespace RstKb.Diagnosis.Scene;

/// <summary>The TTL (hop limit) that an address shows when it does not reset.</summary>
/// <param name="Ttl">The most frequent one.</param>
/// <param name="Packets">Packets that show it in this flow, or all of the address's packets in the capture.</param>
/// <param name="Example">Number of the last packet of this flow that shows it; null where the figure is that of the whole capture.</param>
public readonly record struct UsualTtl(byte Ttl, long Packets, long? Example)
{
    /// <summary>Whether the figure comes from the flow itself.</summary>
    public bool InFlow => Example is not null;

    internal static UsualTtl? Find(ResetScene scene)
    {
        UsualTtl? only = null;
        if (ShowsOneOnly(scene.Before.From(scene.Sender), ref only) && ShowsOneOnly(scene.After.From(scene.Sender), ref only))
        {
            return only ?? OfWholeCapture(scene);
        }

        Span<int> counts = stackalloc int[256];
        counts.Clear();
        Count(scene.Before, scene.Sender, counts);
        Count(scene.After, scene.Sender, counts);
        UsualTtl? usual = null;
        // The first one to appear stands where two are equally frequent.
        Choose(scene.Before, scene.Sender, counts, ref usual);
        Choose(scene.After, scene.Sender, counts, ref usual);
        UsualTtl found = usual!.Value;
        long example = LastWith(scene.After, scene.Sender, found.Ttl) ?? LastWith(scene.Before, scene.Sender, found.Ttl) ?? 0;
        return found with { Example = example };
    }

    /// <summary>False as soon as two of the segments show different ones.</summary>
    private static bool ShowsOneOnly(SegmentChoice segments, ref UsualTtl? only)
    {
        foreach (Segment segment in segments)
        {
            if (segment.IsRst)
            {
                continue;
            }

            if (only is { } before && before.Ttl != segment.Ttl)
            {
                return false;
            }

            only = new UsualTtl(segment.Ttl, (only?.Packets ?? 0) + 1, segment.Packet);
        }

        return true;
    }

    private static UsualTtl? OfWholeCapture(ResetScene scene)
    {
        var address = scene.Trace.Address(scene.Sender);
        return scene.Context.UsualTtl(address) is { } ttl ? new UsualTtl(ttl, scene.Context.Packets(address), null) : null;
    }

    private static void Count(SegmentRun run, Side side, Span<int> counts)
    {
        foreach (Segment segment in run)
        {
            if (segment.From == side && !segment.IsRst)
            {
                counts[segment.Ttl]++;
            }
        }
    }

    private static void Choose(SegmentRun run, Side side, ReadOnlySpan<int> counts, ref UsualTtl? usual)
    {
        foreach (Segment segment in run)
        {
            if (segment.From == side && !segment.IsRst && counts[segment.Ttl] > (usual?.Packets ?? 0))
            {
                usual = new UsualTtl(segment.Ttl, counts[segment.Ttl], null);
            }
        }
    }

    private static long? LastWith(SegmentRun run, Side side, byte ttl)
    {
        for (int i = run.Count - 1; i >= 0; i--)
        {
            if (run[i].From == side && !run[i].IsRst && run[i].Ttl == ttl)
            {
                return run[i].Packet;
            }
        }

        return null;
    }
}
