using RstKb.Diagnosis.Weighing;

namespace RstKb.Diagnosis.Report;

/// <summary>The evidence that concerns the candidates, each fact once, the strongest and the first candidate's before the others'.</summary>
internal static class EvidenceReports
{
    private const int MostPackets = 8;

    public static List<EvidenceReport> Of(Weighing.Diagnosis diagnosis)
    {
        List<Fact> facts = Facts(diagnosis);
        facts.RemoveAll(fact => !fact.Concerns);
        facts.Sort(static (a, b) => (b.ForFirst, b.Strength).CompareTo((a.ForFirst, a.Strength)) is not 0 and var order ? order : string.CompareOrdinal(a.Clue.Code, b.Clue.Code));
        var reports = new List<EvidenceReport>(facts.Count);
        foreach (Fact fact in facts)
        {
            reports.Add(new EvidenceReport(fact.Clue.Code, fact.Clue.Text, Word(fact.Strength), fact.Supports, fact.Against, Packets(fact.Clue)));
        }

        return reports;
    }

    private static List<Fact> Facts(Weighing.Diagnosis diagnosis)
    {
        Cause? first = diagnosis.Candidates.Count > 0 ? diagnosis.Candidates[0].Cause : null;
        var facts = new List<Fact>();
        foreach (Assessment assessment in diagnosis.Assessments)
        {
            bool isListed = CandidateReports.IsListed(diagnosis, assessment.Cause);
            foreach (Evidence evidence in assessment.Evidence)
            {
                FactOf(evidence.Clue, facts).Add(assessment.Cause, evidence, isListed, isFirst: assessment.Cause == first);
            }
        }

        return facts;
    }

    /// <summary>The fact that this clue tells, added where it is new.</summary>
    private static Fact FactOf(in Clue clue, List<Fact> facts)
    {
        foreach (Fact known in facts)
        {
            if (known.Clue.Code == clue.Code)
            {
                return known;
            }
        }

        var fact = new Fact(clue);
        facts.Add(fact);
        return fact;
    }

    private static string Word(Strength strength) => strength switch
    {
        Strength.Strong => "strong",
        Strength.Medium => "medium",
        _ => "weak",
    };

    /// <summary>In order, each once.</summary>
    private static IReadOnlyList<long> Packets(in Clue clue) => clue.Packets.Count < 2 ? clue.Packets : [.. clue.Packets.Distinct().Order().Take(MostPackets)];

    /// <summary>One fact and whom it speaks for and against.</summary>
    private sealed class Fact(Clue clue)
    {
        private Strength? forTheFirst;
        private Strength strongest;

        public Clue Clue => clue;

        /// <summary>What it is worth to the first candidate, if that one makes anything of it.</summary>
        public Strength Strength => forTheFirst ?? strongest;

        public List<string> Supports { get; } = [];

        public List<string> Against { get; } = [];

        /// <summary>It speaks for the first candidate.</summary>
        public bool ForFirst { get; private set; }

        /// <summary>It speaks for or against a candidate that is listed.</summary>
        public bool Concerns { get; private set; }

        public void Add(Cause cause, Evidence evidence, bool isListed, bool isFirst)
        {
            strongest = evidence.Strength > strongest ? evidence.Strength : strongest;
            forTheFirst ??= isFirst ? evidence.Strength : null;
            Concerns |= isListed;
            if (!evidence.Speaks)
            {
                Against.Add(cause.Slug);
            }
            else if (isListed)
            {
                Supports.Add(cause.Slug);
                ForFirst |= isFirst;
            }
        }
    }
}
