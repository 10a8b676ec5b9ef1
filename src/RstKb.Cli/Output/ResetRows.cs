using RstKb.Diagnosis;

namespace RstKb.Cli.Output;

/// <summary>The rows of the table in order of their flows. Four bytes a flow: of a million outcomes a few hundred are different, and the ends are the survey's to tell.</summary>
internal sealed class ResetRows(CaptureSurvey survey)
{
    // For each flow the number of its outcome plus one, 0 where it has no row.
    private readonly int[] _outcomeOf = new int[survey.Flows];
    private readonly Dictionary<ResetOutcome, int> _numbers = new(new ResetOutcome.SameWords());
    private readonly List<(ResetOutcome Outcome, int Count)> _outcomes = [];

    public int Count { get; private set; }

    /// <summary>Flows of the capture, with a row or without.</summary>
    public int Flows => _outcomeOf.Length;

    /// <summary>The highest number of a flow that has a row, 0 where none has.</summary>
    public int LastFlow { get; private set; }

    /// <summary>Characters that the longest pair of ends takes.</summary>
    public int LongestEnds { get; private set; }

    /// <summary>The different outcomes and how many rows have each; in no order that means anything.</summary>
    public IReadOnlyList<(ResetOutcome Outcome, int Count)> Outcomes => _outcomes;

    /// <param name="flow">Its number.</param>
    /// <param name="outcome">What is said of it.</param>
    /// <param name="endsLength">Characters that its two ends take.</param>
    public void Add(int flow, ResetOutcome outcome, int endsLength)
    {
        if (!_numbers.TryGetValue(outcome, out int number))
        {
            _outcomes.Add((outcome, 0));
            number = _outcomes.Count;
            _numbers.Add(outcome, number);
        }

        _outcomeOf[flow] = number;
        _outcomes[number - 1] = (outcome, _outcomes[number - 1].Count + 1);
        LongestEnds = Math.Max(LongestEnds, endsLength);
        LastFlow = Math.Max(LastFlow, flow);
        Count++;
    }

    /// <summary>One row after the other, the lowest flow's first; on any thread once all are there.</summary>
    /// <param name="from">The first flow.</param>
    /// <param name="to">The flow that is no longer taken.</param>
    public IEnumerable<ResetRow> Between(int from, int to)
    {
        for (int flow = from; flow < Math.Min(to, _outcomeOf.Length); flow++)
        {
            if (_outcomeOf[flow] is > 0 and int number)
            {
                yield return new ResetRow(survey.EndsOf(flow), _outcomes[number - 1].Outcome);
            }
        }
    }
}
