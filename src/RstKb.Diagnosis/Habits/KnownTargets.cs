using RstKb.Capture.Flows;

namespace RstKb.Diagnosis.Habits;

/// <summary>
/// Which client has tried which address and port: a set that keeps, in four bytes, the number of the first flow between the two. Who they are, that flow's record
/// tells.
/// </summary>
internal sealed class KnownTargets(FlowTable flows)
{
    private readonly PairComparer comparer = new();

    // A flow's number plus one; 0 is an empty place. Always a power of two, at most half of it used.
    private int[] places = new int[1024];
    private int count;

    /// <summary>Notes the ends of a flow; false where the same client tried the same target before.</summary>
    public bool Add(int flow, in FlowEnds ends)
    {
        int place = PlaceOf(ends);
        if (places[place] != 0)
        {
            return false;
        }

        places[place] = flow + 1;
        if (++count * 2 > places.Length)
        {
            Grow();
        }

        return true;
    }

    private int PlaceOf(in FlowEnds ends)
    {
        int mask = places.Length - 1;
        int place = comparer.GetHashCode((ends.Client, ends.ServerEnd)) & mask;
        while (places[place] != 0 && !IsBetween(ends, places[place] - 1))
        {
            place = (place + 1) & mask;
        }

        return place;
    }

    private bool IsBetween(in FlowEnds ends, int flow)
    {
        FlowEnds known = FlowEnds.Of(flows, flow);
        return known.Client == ends.Client && known.ServerEnd == ends.ServerEnd;
    }

    private void Grow()
    {
        int[] old = places;
        places = new int[old.Length * 2];
        foreach (int entry in old)
        {
            if (entry != 0)
            {
                places[PlaceOf(FlowEnds.Of(flows, entry - 1))] = entry;
            }
        }
    }
}
