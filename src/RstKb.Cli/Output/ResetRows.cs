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

    /// <summary>The different outcomes and how many rows have each; in no order that means anything.</summary>
    public IReadOnlyList<(ResetOutcome Outcome, int Count)> Outcomes => _outcomes;

    public void Add(int flow, ResetOutcome outcome)
    {
        if (!_numbers.TryGetValue(outcome, out int number))
        {
            _outcomes.Add((outcome, 0));
            number = _outcomes.Count;
            _numbers.Add(outcome, number);
        }

        _outcomeOf[flow] = number;
        _outcomes[number - 1] = (outcome, _outcomes[number - 1].Count + 1);
        Count++;
    }

    /// <summary>One row after the other, the lowest flow's first.</summary>
    public IEnumerable<ResetRow> InOrder()
    {
        for (int flow = 0; flow < _outcomeOf.Length; flow++)
        {
            if (_outcomeOf[flow] is > 0 and int number)
            {
                yield return new ResetRow(survey.EndsOf(flow), _outcomes[number - 1].Outcome);
            }
        }
    }
}
