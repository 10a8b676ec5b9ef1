using RstKb.Diagnosis.Report;

namespace RstKb.Web.Components.Ladder;

/// <summary>The evidence of a flow, each piece with the number that it bears everywhere: in the verdict, in the ladder and in the packet.</summary>
public sealed class NumberedEvidence
{
    private NumberedEvidence(IReadOnlyList<Item> supporting, IReadOnlyList<Item> opposing, IReadOnlyList<Item> other) =>
        (Supporting, Opposing, Other) = (supporting, opposing, other);

    /// <summary>No evidence: that of a flow that was not reset.</summary>
    public static NumberedEvidence None { get; } = new([], [], []);

    /// <summary>A piece of evidence and its number.</summary>
    /// <param name="Number">1, 2, 3 … or, where it speaks against the verdict, a, b, c …</param>
    /// <param name="Evidence">The piece.</param>
    public sealed record Item(string Number, EvidenceReport Evidence);

    /// <summary>What speaks for the verdict, the strongest first; all of it where there is no verdict.</summary>
    public IReadOnlyList<Item> Supporting { get; }

    /// <summary>What speaks against the verdict.</summary>
    public IReadOnlyList<Item> Opposing { get; }

    /// <summary>What was seen and decides only between other causes.</summary>
    public IReadOnlyList<Item> Other { get; }

    public IEnumerable<Item> All => Supporting.Concat(Opposing).Concat(Other);

    /// <summary>Numbers the evidence of a flow.</summary>
    public static NumberedEvidence Of(ResetReport report)
    {
        var cause = report.Verdict.Cause;
        var sorted = report.Evidence.OrderBy(evidence => evidence.Strength switch { "strong" => 0, "medium" => 1, _ => 2 }).ToList();
        if (cause is null)
        {
            return new(Number(sorted, 1), [], []);
        }

        var supporting = Number(sorted.Where(evidence => evidence.Supports.Contains(cause)), 1);
        var opposing = sorted.Where(evidence => evidence.Against.Contains(cause))
            .Select((evidence, index) => new Item(Letter(index), evidence)).ToList();
        var other = Number(sorted.Where(evidence => !evidence.Supports.Contains(cause) && !evidence.Against.Contains(cause)), supporting.Count + 1);
        return new(supporting, opposing, other);
    }

    /// <summary>The numbers of the evidence that names a packet.</summary>
    public IReadOnlyList<string> NumbersOf(long packet) =>
        All.Where(item => item.Evidence.Packets.Contains(packet)).Select(item => item.Number).ToList();

    private static List<Item> Number(IEnumerable<EvidenceReport> evidence, int first) =>
        evidence.Select((piece, index) => new Item((first + index).ToString(System.Globalization.CultureInfo.InvariantCulture), piece)).ToList();

    private static string Letter(int index) => index < 26 ? ((char)('a' + index)).ToString() : "z" + (index - 25).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
