using System.Collections;
using RstKb.Capture.Flows;

namespace RstKb.Diagnosis.Scene;

/// <summary>Segments that follow each other in a trace, without a copy of them.</summary>
public readonly struct SegmentRun : IReadOnlyList<Segment>
{
    private readonly List<Segment> all;
    private readonly int start;

    internal SegmentRun(List<Segment> all, int start, int count)
    {
        this.all = all;
        this.start = start;
        Count = count;
    }

    public int Count { get; }

    public Segment this[int index] => all[start + index];

    public Walk GetEnumerator() => new(this);

    /// <summary>Those that bear this side's address.</summary>
    public SegmentChoice From(Side side) => new(this, side, null);

    /// <summary>Whether any segment fits.</summary>
    public bool Any(Func<Segment, bool> fits)
    {
        for (int i = 0; i < Count; i++)
        {
            if (fits(this[i]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The number of segments that fit.</summary>
    public int HowMany(Func<Segment, bool> fits)
    {
        int count = 0;
        for (int i = 0; i < Count; i++)
        {
            count += fits(this[i]) ? 1 : 0;
        }

        return count;
    }

    IEnumerator<Segment> IEnumerable<Segment>.GetEnumerator() => all.Skip(start).Take(Count).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => all.Skip(start).Take(Count).GetEnumerator();

    /// <summary>Goes from the first to the last.</summary>
    public struct Walk
    {
        private readonly SegmentRun run;
        private int at;

        internal Walk(SegmentRun run)
        {
            this.run = run;
            at = -1;
        }

        public readonly Segment Current => run[at];

        public bool MoveNext() => ++at < run.Count;
    }
}
