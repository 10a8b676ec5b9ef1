namespace RstKb.Diagnosis.Habits;

/// <summary>Endings of one host's flows around a moment, as <see cref="EndingTimes.Around"/> gives them: a view, without a copy of them.</summary>
public readonly ref struct EndingsNearby
{
    private readonly ReadOnlySpan<EndingTimes.Ending> neighbours;
    private readonly int exceptFlow;

    internal EndingsNearby(ReadOnlySpan<EndingTimes.Ending> neighbours, int exceptFlow)
    {
        this.neighbours = neighbours;
        this.exceptFlow = exceptFlow;
    }

    public Walk GetEnumerator() => new(this);

    /// <summary>Goes from the earliest to the latest.</summary>
    public ref struct Walk
    {
        private readonly EndingsNearby endings;
        private int at;

        internal Walk(EndingsNearby endings)
        {
            this.endings = endings;
            at = -1;
        }

        public readonly ref readonly EndingTimes.Ending Current => ref endings.neighbours[at];

        public bool MoveNext()
        {
            do
            {
                at++;
            }
            while (at < endings.neighbours.Length && endings.neighbours[at].Flow == endings.exceptFlow);

            return at < endings.neighbours.Length;
        }
    }
}
