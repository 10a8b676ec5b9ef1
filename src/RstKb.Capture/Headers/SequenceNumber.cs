namespace RstKb.Capture.Headers;

/// <summary>A TCP sequence number: a point on a circle of 2^32 (RFC 9293, 3.4). Compared by distance, never by size.</summary>
public readonly record struct SequenceNumber(uint Value)
{
    /// <summary>Signed distance from <paramref name="earlier"/> to this one, from -2^31 to 2^31 - 1.</summary>
    public int DistanceFrom(SequenceNumber earlier) => unchecked((int)(Value - earlier.Value));

    /// <summary>Whether this number lies in the half of the circle that follows <paramref name="other"/>. Just opposite each other, each is after and before the other, as for Wireshark.</summary>
    public bool IsAfter(SequenceNumber other) => other.DistanceFrom(this) < 0;

    public bool IsBefore(SequenceNumber other) => DistanceFrom(other) < 0;

    public bool IsAtOrBefore(SequenceNumber other) => DistanceFrom(other) <= 0;

    public bool IsAtOrAfter(SequenceNumber other) => other.DistanceFrom(this) <= 0;

    /// <summary>The later of two.</summary>
    public static SequenceNumber Later(SequenceNumber a, SequenceNumber b) => a.IsAfter(b) ? a : b;

    public static SequenceNumber operator +(SequenceNumber number, int distance) => new(unchecked(number.Value + (uint)distance));

    public static SequenceNumber operator +(SequenceNumber number, uint distance) => new(unchecked(number.Value + distance));

    public override string ToString() => Value.ToString();
}
