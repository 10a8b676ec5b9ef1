using RstKb.Capture.Headers;

namespace RstKb.Capture.Flows;

/// <summary>The hash table with open addressing: from addresses and ports to the flow that uses them now.</summary>
public sealed partial class FlowTable
{
    // Always a power of two, at most three quarters of it used.
    private FlowSlot[] slots = new FlowSlot[1024];
    private int used;
    private long touched;

    internal ReadOnlySpan<FlowSlot> Slots => slots;

    /// <summary>Reads the places that these segments will need, so that the processor fetches them all at once.</summary>
    internal void Touch(ReadOnlySpan<SurveyedSegment> segments)
    {
        FlowSlot[] table = slots;
        int mask = table.Length - 1;
        long sum = 0;
        foreach (ref readonly SurveyedSegment segment in segments)
        {
            sum += table[(int)segment.Hash & mask].Hash;
        }

        foreach (ref readonly SurveyedSegment segment in segments)
        {
            int flow = table[(int)segment.Hash & mask].Flow;
            if (flow >= 0)
            {
                // The first, the middle and the last of the processor's lines that the record lies in.
                ref readonly FlowRecord record = ref records[flow];
                sum += record.First.Nanoseconds + record.High.Packets + record.BytesBeforeReset;
            }
        }

        // What comes out means nothing; without it the compiler would leave the reading out.
        touched = sum;
    }

    /// <summary>The place of the segment's addresses and ports among <see cref="Slots"/>, or -1 where they are not in the table.</summary>
    internal int Find(in DecodedSegment segment)
    {
        if (!TryKey(segment, isNewAllowed: false, out CompactKey key, out _))
        {
            return -1;
        }

        int place = PlaceOf(key, key.Hash(seed));
        return slots[place].Flow < 0 ? -1 : place;
    }

    /// <summary>The place of a flow's addresses and ports among <see cref="Slots"/>.</summary>
    internal int PlaceOf(int flow)
    {
        CompactKey key = records[flow].Key;
        return PlaceOf(key, key.Hash(seed));
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
