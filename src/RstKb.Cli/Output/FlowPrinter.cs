using RstKb.Diagnosis.Printing;
using RstKb.Diagnosis.Report;
using RstKb.Diagnosis.Weighing;

namespace RstKb.Cli.Output;

/// <summary>Everything about one flow: verdict, evidence, what speaks against it, what else was weighed, what would settle it, and its packets.</summary>
internal static class FlowPrinter
{
    /// <param name="output">Where to.</param>
    /// <param name="shown">The report with the flow that was asked for, or with none.</param>
    /// <param name="flow">Its number.</param>
    public static void Print(StandardOutput output, AnalysisReport shown, int flow)
    {
        if (shown.Resets.Count == 0)
        {
            output.Prose($"{shown.Capture.Name}: flow {flow} was not reset, or does not fit what was asked for.");
            return;
        }

        var reset = shown.Resets[0];
        PrintFacts(output, reset);
        PrintVerdict(output, reset.Verdict);
        PrintEvidence(output, reset);
        PrintCandidates(output, reset);
        PrintSettle(output, reset.Settle);
        foreach (string flaw in CaptureSentences.Flaws(shown.Capture))
        {
            output.Line();
            output.Prose(flaw, "  ", "! ");
        }

        if (reset.Timeline is { } timeline)
        {
            Title(output, "Timeline");
            foreach (string line in TextLadder.Draw(timeline))
            {
                output.Line(line.Contains('=') ? output.Red(line) : line);
            }
        }

        if (reset.Verdict.Cause is { } cause)
        {
            output.Line();
            output.Line($"Read on: rstkb explain {cause}");
        }
    }

    private static void PrintFacts(StandardOutput output, ResetReport reset)
    {
        string guess = reset.ClientKnown ? "" : " (which end is the client is a guess)";
        output.Line(output.Bold($"Flow {reset.Flow}: {reset.Client} → {reset.Server}{guess}"));
        string more = reset.Reset.Count > 1 ? $", the first of {reset.Reset.Count:N0}" : "";
        output.Prose(
            $"Packet {reset.Reset.Packet} is a {reset.Reset.Flags} with the {reset.Reset.From}'s address{more}. The flow holds {reset.Packets:N0} packets in {Duration(reset.DurationSeconds)}, "
            + $"{reset.BytesToServer:N0} bytes to the server and {reset.BytesToClient:N0} to the client.");
        string tampering = reset.Tampering is { } signature ? $" · signature {signature}" : "";
        if (reset.Evidence.FirstOrDefault(evidence => evidence.Code == CapturePoint) is { } place)
        {
            output.Prose($"{char.ToUpperInvariant(place.Text[0])}{place.Text[1..]}.");
        }

        output.Line(output.Dim(
            $"tcp.stream {reset.Wireshark.Stream} · {reset.Zeek.ConnState} · {reset.Zeek.History} · completeness {reset.Wireshark.Completeness} ({reset.Wireshark.Flags}) · stage {reset.Reset.Stage}{tampering}"));
    }

    private const string CapturePoint = "capture-point";

    private static string Duration(double seconds) => seconds >= 1 ? $"{seconds:0.##} s" : $"{seconds * 1000:0.###} ms";

    private static void PrintVerdict(StandardOutput output, VerdictReport verdict)
    {
        output.Line();
        string level = verdict.Cause is null ? "Cannot tell" : $"{char.ToUpperInvariant(verdict.Level[0])}{verdict.Level[1..]} ({VerdictWords.Percent(verdict.Confidence)}): {verdict.Cause}";
        output.Line(output.Bold(level));
        output.Prose(verdict.Text, "  ");
        if (verdict.Cause is not null && CalibrationRecord.Kept.BandOf(verdict.Level, verdict.Confidence) is { } band)
        {
            output.Prose($"Of {band.Verdicts:N0} verdicts as sure as this on labelled captures, {band.Right:N0} were right.", "  ");
        }

        output.Prose($"Sent by: {verdict.SentBy}. Harm: {verdict.Harm}.", "  ");
    }

    private static void PrintEvidence(StandardOutput output, ResetReport reset)
    {
        string? cause = reset.Verdict.Cause;
        var numbered = reset.Evidence.Where(evidence => evidence.Code != CapturePoint).Select((evidence, index) => (Number: index + 1, Evidence: evidence)).ToList();
        var against = numbered.Where(item => cause is not null && item.Evidence.Against.Contains(cause)).ToList();
        var supporting = numbered.Where(item => cause is not null && item.Evidence.Supports.Contains(cause)).Except(against).ToList();
        PrintNumbered(output, "Why", supporting);
        PrintNumbered(output, "What speaks against it", against);
        var hidden = numbered.Where(item => item.Evidence.Code.StartsWith("hidden-", StringComparison.Ordinal)).ToList();
        PrintNumbered(output, cause is null ? "What was seen" : "Also seen", [.. numbered.Except(supporting).Except(against).Except(hidden)]);
        PrintHidden(output, hidden);
    }

    private static void PrintHidden(StandardOutput output, List<(int Number, EvidenceReport Evidence)> items)
    {
        if (items.Count == 0)
        {
            return;
        }

        Title(output, "What this capture cannot show");
        foreach (var (_, evidence) in items)
        {
            output.Prose(evidence.Text, "    ", "  - ");
        }
    }

    private static void PrintNumbered(StandardOutput output, string title, List<(int Number, EvidenceReport Evidence)> items)
    {
        if (items.Count == 0)
        {
            return;
        }

        Title(output, title);
        foreach (var (number, evidence) in items)
        {
            string packets = evidence.Packets.Count switch
            {
                0 => "",
                1 => $"; packet {evidence.Packets[0]}",
                _ => $"; packets {string.Join(", ", evidence.Packets)}",
            };
            output.Prose($"{evidence.Text} ({evidence.Strength}{packets})", "     ", $"{number,3}. ");
        }
    }

    private static void PrintCandidates(StandardOutput output, ResetReport reset)
    {
        var others = reset.Candidates.Where(candidate => candidate.Cause != reset.Verdict.Cause).ToList();
        if (others.Count == 0)
        {
            return;
        }

        Title(output, reset.Verdict.Cause is null ? "What was weighed" : "Why not something else");
        foreach (var candidate in others)
        {
            string reason = candidate.Text is { } text ? $": {text}" : "";
            output.Prose($"{candidate.Cause}{reason}", "          ", $"  {VerdictWords.Percent(candidate.Confidence),6}  ");
        }
    }

    private static void PrintSettle(StandardOutput output, IReadOnlyList<SettleReport> settle)
    {
        if (settle.Count == 0)
        {
            return;
        }

        Title(output, "What would settle it");
        foreach (var step in settle)
        {
            output.Prose(step.Text, "    ", "  - ");
            if (step.Command is { } command)
            {
                output.Line($"      {output.Cyan(command)}");
            }
        }
    }

    private static void Title(StandardOutput output, string title)
    {
        output.Line();
        output.Line(output.Bold(title));
    }
}
