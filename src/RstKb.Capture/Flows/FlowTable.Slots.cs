using RstKb.Capture.Headers;

namespace RstKb.Capture.Flows;

/// <summary>The hash table with open addressing: from addresses and ports to the flow that uses them now.</summary>
public sealed partial class FlowTable
{
    // Always a power of two, at most three quarters of it used.
    private FlowSlot[] slots = new FlowSlot[1024];
    private int used;
    private long touched;

    /// <summary>Reads the places that these segments will need, so that the processor fetches them all at once.</summary>
    private void Touch(ReadOnlySpan<SurveyedSegment> segments)
    {
        long sum = TouchSlots(segments);
        FlowSlot[] table = slots;
        int mask = table.Length - 1;
        foreach (ref readonly SurveyedSegment segment in segments)
        {
            int flow = table[(int)segment.Hash & mask].Flow;
            if (flow >= 0)
            {
                // The first, the middle and the last of the processor's lines that the record lies in.
                ref readonly FlowRecord record = ref records[flow];
                sum += record.First.Nanoseconds + record.High.Packets + (long)record.SurvivedSilence;
            }
        }

        // What comes out means nothing; without it the compiler would leave the reading out.
        touched = sum;
    }

    /// <summary>Reads what finding the flows of these segments needs, which changes nothing.</summary>
    /// <returns>A number that means nothing.</returns>
    internal long TouchFlows(ReadOnlySpan<SurveyedSegment> segments)
    {
        long sum = TouchSlots(segments);
        FlowSlot[] table = slots;
        int mask = table.Length - 1;
        foreach (ref readonly SurveyedSegment segment in segments)
        {
            int flow = table[(int)segment.Hash & mask].Flow;
            sum += flow < 0 ? 0 : records[flow].First.Nanoseconds;
        }

        return sum;
    }

    private long TouchSlots(ReadOnlySpan<SurveyedSegment> segments)
    {
        FlowSlot[] table = slots;
        int mask = table.Length - 1;
        long sum = 0;
        foreach (ref readonly SurveyedSegment segment in segments)
        {
            sum += table[(int)segment.Hash & mask].Hash;
        }

        return sum;
    }

    /// <summary>The latest flow on the segment's addresses and ports, or -1 where they are not in the table.</summary>
    internal int LatestOn(in SurveyedSegment segment) => segment.IsKnown ? slots[PlaceOf(segment.Key, segment.Hash)].Flow : -1;

    /// <summary>The latest flow on the same addresses and ports as another.</summary>
    internal int LatestOn(int flow)
    {
        CompactKey key = records[flow].Key;
        return slots[PlaceOf(key, Keys.HashOf(key))].Flow;
    }

    private ref FlowSlot SlotOf(in CompactKey key, uint hash) => ref slots[PlaceOf(key, hash)];

    private int PlaceOf(in CompactKey key, uint hash)
    {
        FlowSlot[] table = slots;
        int mask = table.Length - 1;
        int place = (int)hash & mask;
        while (true)
        {
            ref FlowSlot slot = ref table[place];
            if (slot.Flow < 0 || slot.Hash == hash && records[slot.Flow].Key == key)
            {
                return place;
            }

            place = (place + 1) & mask;
        }
    }

    private void Grow()
    {
        FlowSlot[] old = slots;
        var wider = new FlowSlot[old.Length * 2];
        LargePages.AskFor(wider);
        int mask = wider.Length - 1;
        foreach (FlowSlot slot in old)
        {
            if (slot.Flow >= 0)
            {
                int place = (int)slot.Hash & mask;
                while (wider[place].Flow >= 0)
                {
                    place = (place + 1) & mask;
                }

                wider[place] = slot;
            }
        }

        slots = wider;
    }
}
