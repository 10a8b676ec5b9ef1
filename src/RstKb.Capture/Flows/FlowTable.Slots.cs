using System.Runtime.CompilerServices;
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
                ref readonly FlowRecord record = ref Record(flow);
                sum += record.First.Nanoseconds + record.High.Packets + record.BytesBeforeReset;
            }
        }

        // What comes out means nothing; without it the compiler would leave the reading out.
        touched = sum;
    }

    /// <summary>The place of the segment's addresses and ports among <see cref="Slots"/>, or -1 where they are not in the table.</summary>
    internal int Find(in DecodedSegment segment, bool fromLow)
    {
        if (!TryKey(segment, fromLow, isNewAllowed: false, out CompactKey key))
        {
            return -1;
        }

        int place = PlaceOf(key, key.Hash(seed));
        return slots[place].Flow < 0 ? -1 : place;
    }

    /// <summary>The place of a flow's addresses and ports among <see cref="Slots"/>.</summary>
    internal int PlaceOf(int flow)
    {
        CompactKey key = Record(flow).Key;
        return PlaceOf(key, key.Hash(seed));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryKey(in DecodedSegment segment, bool fromLow, bool isNewAllowed, out CompactKey key)
    {
        uint source;
        uint destination;
        bool isKnown = true;
        if (segment.IsIPv6)
        {
            isKnown = TryNumber(segment.Source, isNewAllowed, out source) & TryNumber(segment.Destination, isNewAllowed, out destination);
        }
        else
        {
            source = segment.Source.Value32;
            destination = segment.Destination.Value32;
        }

        key = fromLow
            ? CompactKey.Of(source, destination, segment.SourcePort, segment.DestinationPort, segment.IsIPv6)
            : CompactKey.Of(destination, source, segment.DestinationPort, segment.SourcePort, segment.IsIPv6);
        return isKnown;
    }

    private bool TryNumber(NetworkAddress address, bool isNewAllowed, out uint number)
    {
        if (!isNewAllowed)
        {
            return addresses.TryFind(address, out number);
        }

        number = addresses.NumberOf(address);
        return true;
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
            if (slot.Flow < 0 || slot.Hash == hash && Record(slot.Flow).Key == key)
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
