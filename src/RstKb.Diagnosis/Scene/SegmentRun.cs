using System.Collections;
using RstKb.Capture.Flows;

namespace RstKb.Diagnosis.Scene;

/// <summary>Segments that follow each other in a trace, without a copy of them.</summary>
public sealed class SegmentRun : IReadOnlyList<Segment>
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
