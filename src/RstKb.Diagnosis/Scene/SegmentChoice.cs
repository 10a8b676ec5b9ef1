using RstKb.Capture.Flows;

namespace RstKb.Diagnosis.Scene;

/// <summary>The segments of one side in a run, or those of them that fit; without a copy of them, and without an allocation as long as what must fit captures nothing.</summary>
public readonly struct SegmentChoice
{
    private readonly SegmentRun run;
    private readonly Side side;
    private readonly Func<Segment, bool>? fits;

    internal SegmentChoice(SegmentRun run, Side side, Func<Segment, bool>? fits)
    {
        this.run = run;
        this.side = side;
        this.fits = fits;
    }

    /// <summary>Only those that fit; asked for once.</summary>
    public SegmentChoice Where(Func<Segment, bool> fits) => new(run, side, fits);

    public bool Any() => First() is not null;

    public bool Any(Func<Segment, bool> fits)
    {
        foreach (Segment segment in this)
        {
            if (fits(segment))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first one, or null.</summary>
    public Segment? First()
    {
        foreach (Segment segment in this)
        {
            return segment;
        }

        return null;
    }

    public Walk GetEnumerator() => new(this);

    private bool Holds(Segment segment) => segment.From == side && (fits is null || fits(segment));

    /// <summary>Goes from the first to the last.</summary>
    public struct Walk
    {
        private readonly SegmentChoice choice;
        private int at;

        internal Walk(SegmentChoice choice)
        {
            this.choice = choice;
            at = -1;
        }

        public readonly Segment Current => choice.run[at];

        public bool MoveNext()
        {
            do
            {
                at++;
            }
            while (at < choice.run.Count && !choice.Holds(choice.run[at]));

            return at < choice.run.Count;
        }
    }
}
