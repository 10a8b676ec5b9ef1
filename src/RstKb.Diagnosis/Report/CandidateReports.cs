using RstKb.Diagnosis.Weighing;

namespace RstKb.Diagnosis.Report;

/// <summary>The candidates that are worth listing, each with what decides against it.</summary>
internal static class CandidateReports
{
    public static List<CandidateReport> Of(Weighing.Diagnosis diagnosis)
    {
        var reports = new List<CandidateReport>(diagnosis.Candidates.Count);
        foreach (Candidate candidate in diagnosis.Candidates)
        {
            if (IsListed(candidate))
            {
                reports.Add(new CandidateReport(candidate.Cause.Slug, Math.Round(candidate.Confidence, 4), reports.Count == 0 ? null : Deciding(diagnosis, candidate)));
            }
        }

        return reports;
    }

    /// <summary>Whether the cause is among those that the report names.</summary>
    public static bool IsListed(Weighing.Diagnosis diagnosis, Cause cause)
    {
        foreach (Candidate candidate in diagnosis.Candidates)
        {
            if (candidate.Cause == cause)
            {
                return IsListed(candidate);
            }
        }

        return false;
    }

    private static bool IsListed(Candidate candidate) => candidate.Confidence >= WeightTable.Fitted[Weight.Listed];

    /// <summary>For a runner-up: the strongest fact against it, else the strongest of the first candidate that it cannot explain.</summary>
    private static string? Deciding(Weighing.Diagnosis diagnosis, Candidate candidate)
    {
        Evidence? against = null;
        foreach (Evidence evidence in candidate.Evidence)
        {
            against = !evidence.Speaks && evidence.Strength > (against?.Strength ?? 0) ? evidence : against;
        }

        if (against is not null)
        {
            return $"against it: {against.Clue.Text}";
        }

        Evidence? unexplained = null;
        foreach (Evidence evidence in diagnosis.Candidates[0].Evidence)
        {
            unexplained = evidence.Speaks && evidence.Strength > (unexplained?.Strength ?? 0) && !Knows(candidate, evidence.Clue.Code) ? evidence : unexplained;
        }

        return unexplained is null ? null : $"it leaves unexplained that {unexplained.Clue.Text}";
    }

    private static bool Knows(Candidate candidate, string code)
    {
        foreach (Evidence evidence in candidate.Evidence)
        {
            if (evidence.Clue.Code == code)
            {
                return true;
            }
        }

        return false;
    }
}
