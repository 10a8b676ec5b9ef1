using RstKb.Diagnosis.Report;

namespace RstKb.Cli.Output;

/// <summary>What there is to say of a capture as a whole.</summary>
internal static class CaptureSentences
{
    private const int MostCauses = 6;

    public static string Summary(AnalysisReport report, ResetRows resets)
    {
        string name = report.Capture.Name;
        var flows = report.Flows;
        if (report.Capture.TcpPackets == 0)
        {
            return $"{name}: {Count(report.Capture.Packets, "packet")}, none of them TCP.";
        }

        string connections = $"{name}: {Count(flows.Total, "TCP connection")}";
        return flows.WithReset == 0
            ? $"{connections}, none reset: {Endings(flows.Endings)}."
            : $"{connections}, {flows.WithReset:N0} reset: {Causes(resets)}.";
    }

    /// <summary>Where the file breaks off, and what weakens the verdicts.</summary>
    public static IEnumerable<string> Flaws(CaptureSummary capture)
    {
        if (capture.CutShort is { } cut)
        {
            yield return $"Analysed up to packet {cut.AfterPacket:N0} (byte {cut.AtByte:N0}): {cut.Text}";
        }

        foreach (var warning in capture.Warnings)
        {
            yield return warning.Text;
        }
    }

    public static string Count(long number, string what) => number == 1 ? $"1 {what}" : $"{number:N0} {what}s";

    private static string Causes(ResetRows resets)
    {
        var byCause = new Dictionary<string, int>();
        foreach (var (outcome, count) in resets.Outcomes)
        {
            string cause = VerdictWords.Cause(outcome.Verdict.Cause);
            byCause[cause] = byCause.GetValueOrDefault(cause) + count;
        }

        var counts = byCause.Select(entry => (Cause: entry.Key, Count: entry.Value))
            .OrderByDescending(group => group.Count)
            .ThenBy(group => group.Cause, StringComparer.Ordinal)
            .ToList();
        var named = counts.Take(MostCauses).Select(group => $"{group.Count:N0} {group.Cause}").ToList();
        int rest = counts.Skip(MostCauses).Sum(group => group.Count);
        return string.Join(", ", rest > 0 ? named.Append($"{rest:N0} others") : named);
    }

    private static string Endings(FlowEndings endings)
    {
        (int Count, string Word)[] all =
        [
            (endings.Closed, "closed"),
            (endings.HalfClosed, "half closed"),
            (endings.Open, "still open at the end"),
            (endings.Unanswered, "never answered"),
            (endings.MidStream, "without beginning or end in the capture"),
        ];
        return string.Join(", ", all.Where(ending => ending.Count > 0).Select(ending => $"{ending.Count:N0} {ending.Word}"));
    }
}
