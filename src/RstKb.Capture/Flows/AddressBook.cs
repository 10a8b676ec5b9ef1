using RstKb.Capture.Headers;

namespace RstKb.Capture.Flows;

/// <summary>Gives each IPv6 address a number of 32 bits, from 0 in order of appearance, so that flows can keep four bytes in place of sixteen.</summary>
/// <param name="most">Addresses that get a number; later ones have none.</param>
internal sealed class AddressBook(int most)
{
    private readonly ulong seed = (ulong)Random.Shared.NextInt64();
    private UInt128[] addresses = new UInt128[64];

    // An address's number plus one; 0 is an empty place. Always a power of two, at most half of it used.
    private int[] places = new int[128];

    private int room = most;

    public int Count { get; private set; }

    public NetworkAddress this[uint number] => new(addresses[number], true);

    /// <summary>The address's number, or false where it has none yet.</summary>
    public bool TryFind(NetworkAddress address, out uint number)
    {
        int entry = places[PlaceOf(address.Value)];
        number = (uint)(entry - 1);
        return entry != 0;
    }

    /// <summary>The address's number; a new one where it has none yet. False where all are given away.</summary>
    public bool TryNumber(NetworkAddress address, out uint number)
    {
        UInt128 value = address.Value;
        int place = PlaceOf(value);
        if (places[place] != 0 || Count >= room)
        {
            number = (uint)(places[place] - 1);
            return places[place] != 0;
        }

        if (Count == addresses.Length)
        {
            Array.Resize(ref addresses, Count * 2);
        }

        addresses[Count++] = value;
        places[place] = Count;
        if (Count * 2 > places.Length)
        {
            Grow();
        }

        number = (uint)(Count - 1);
        return true;
    }

    /// <summary>No further address gets a number; several threads may look then.</summary>
    public void Close() => room = 0;

    private int PlaceOf(UInt128 address)
    {
        ulong high = Math.BigMul((ulong)(address >> 64) ^ seed, (ulong)address ^ 0x9E37_79B9_7F4A_7C15 ^ (seed << 32 | seed >> 32), out ulong low);
        int mask = places.Length - 1;
        int place = (int)(((high ^ low) * 0xC2B2_AE3D_27D4_EB4F) >> 33) & mask;
        while (places[place] != 0 && addresses[places[place] - 1] != address)
        {
            place = (place + 1) & mask;
        }

        return place;
    }

    private void Grow()
    {
        places = new int[places.Length * 2];
        for (int i = 0; i < Count; i++)
        {
            places[PlaceOf(addresses[i])] = i + 1;
        }
    }
}
