namespace RstKb.Capture.Flows;

/// <summary>
/// A map from numbers that a capture chose to small values: open addressing, key and value side by side, so that an answer costs one look into memory.
/// The hash depends on a seed, so that no capture can make all keys meet in one place. Nothing is ever removed.
/// </summary>
/// <typeparam name="TValue">A value whose default stands for "nothing yet".</typeparam>
public sealed class SeededMap<TValue>
    where TValue : struct
{
    private const int FewestPlaces = 64;

    private readonly ulong seed = (ulong)Random.Shared.NextInt64() | 1;

    // Always a power of two, at most three quarters of it used.
    private Place[] places = new Place[FewestPlaces];

    public int Count { get; private set; }

    /// <summary>All entries, in no order that means anything.</summary>
    public IEnumerable<(ulong Key, TValue Value)> Entries
    {
        get
        {
            foreach (Place place in places)
            {
                if (place.KeyPlusOne != 0)
                {
                    yield return (place.KeyPlusOne - 1, place.Value);
                }
            }
        }
    }

    /// <summary>The value of a key, to be read or changed until the next call; a default one where the key is new.</summary>
    /// <param name="key">Less than <see cref="ulong.MaxValue"/>.</param>
    public ref TValue GetOrAdd(ulong key)
    {
        int at = PlaceOf(key);
        if (places[at].KeyPlusOne == 0)
        {
            if (++Count > places.Length / 4 * 3)
            {
                Grow();
                at = PlaceOf(key);
            }

            places[at].KeyPlusOne = key + 1;
        }

        return ref places[at].Value;
    }

    /// <summary>The value of a key, or false where it has none.</summary>
    public bool TryGetValue(ulong key, out TValue value)
    {
        ref readonly Place place = ref places[PlaceOf(key)];
        value = place.Value;
        return place.KeyPlusOne != 0;
    }

    /// <summary>The value of a key, a default one where it has none.</summary>
    public TValue GetValueOrDefault(ulong key) => places[PlaceOf(key)].Value;

    private int PlaceOf(ulong key)
    {
        Place[] table = places;
        int mask = table.Length - 1;
        ulong high = Math.BigMul(key ^ seed, 0x9E37_79B9_7F4A_7C15 ^ seed << 7, out ulong low);
        int at = (int)((high ^ low) >> 16) & mask;
        while (table[at].KeyPlusOne != 0 && table[at].KeyPlusOne != key + 1)
        {
            at = (at + 1) & mask;
        }

        return at;
    }

    private void Grow()
    {
        Place[] old = places;
        places = new Place[old.Length * 2];
        foreach (ref readonly Place place in old.AsSpan())
        {
            if (place.KeyPlusOne != 0)
            {
                places[PlaceOf(place.KeyPlusOne - 1)] = place;
            }
        }
    }

    private struct Place
    {
        // 0 is an empty place.
        public ulong KeyPlusOne;
        public TValue Value;
    }
}
