using RstKb.Diagnosis.Report;

namespace RstKb.Cli.Output;

/// <summary>A sentence, then one row for each reset flow.</summary>
internal static class TablePrinter
{
    private const int Gap = 2;

    private static readonly string[] Titles = ["FLOW", "CLIENT → SERVER", "STAGE", "SENDER", "CAUSE", ""];

    /// <param name="output">Where to.</param>
    /// <param name="shown">The report with the flows that were asked for.</param>
    /// <param name="allResets">Reset flows of the capture.</param>
    public static void Print(StandardOutput output, AnalysisReport shown, int allResets)
    {
        bool narrowed = shown.Resets.Count < allResets;
        if (!narrowed)
        {
            output.Prose(CaptureSentences.Summary(shown));
        }
        else
        {
            output.Prose($"{shown.Capture.Name}: {shown.Resets.Count:N0} of {CaptureSentences.Count(allResets, "reset connection")} fit what was asked for.");
        }

        foreach (string flaw in CaptureSentences.Flaws(shown.Capture))
        {
            output.Prose(flaw, "  ", "! ");
        }

        if (shown.Resets.Count > 0)
        {
            output.Line();
            PrintRows(output, shown.Resets);
        }
    }

    private static void PrintRows(StandardOutput output, IReadOnlyList<ResetReport> resets)
    {
        var rows = resets.Select(Cells).ToList();
        int[] widths = [.. Titles.Select((title, column) => Math.Max(title.Length, rows.Max(row => row[column].Length)))];
        int others = widths.Where((_, column) => column != 1).Sum() + (Gap * (widths.Length - 1));
        bool shortened = widths[1] > output.TableWidth - others;
        widths[1] = Math.Min(widths[1], output.TableWidth - others);

        output.Line(output.Bold(Row(Titles, widths)));
        for (int index = 0; index < rows.Count; index++)
        {
            string[] cells = rows[index];
            cells[1] = cells[1].Length > widths[1] ? Ends(resets[index], widths[1]) : cells[1];
            string row = Row(cells, widths);
            output.Line(resets[index].Verdict switch { { Cause: null } => output.Dim(row), { Harm: "benign" } => output.Green(row), _ => row });
        }

        if (shortened)
        {
            output.Line();
            output.Line("Long addresses are shortened here; --flow N and --format json have them whole.");
        }
    }

    private static string[] Cells(ResetReport reset) =>
    [
        $"{reset.Flow}",
        $"{reset.Client} {(reset.ClientKnown ? "→" : "?→")} {reset.Server}",
        reset.Reset.Stage,
        reset.Verdict.SentBy,
        VerdictWords.Cause(reset.Verdict),
        VerdictWords.Level(reset.Verdict),
    ];

    private static string Row(string[] cells, int[] widths)
    {
        var padded = cells.Select((cell, column) => column == 0 ? cell.PadLeft(widths[0]) : cell.PadRight(widths[column]));
        return string.Join(new string(' ', Gap), padded).TrimEnd();
    }

    /// <summary>The ports stay, since they tell flows apart; the addresses lose their middle.</summary>
    private static string Ends(ResetReport reset, int width)
    {
        string arrow = reset.ClientKnown ? " → " : " ?→ ";
        int client = (width - arrow.Length) / 2;
        int server = width - arrow.Length - client;
        int spare = client - reset.Client.ToString().Length;
        if (spare > 0)
        {
            (client, server) = (client - spare, server + spare);
        }
        else if (server - reset.Server.ToString().Length is > 0 and var free)
        {
            (client, server) = (client + free, server - free);
        }

        return $"{Shorten(reset.Client, client)}{arrow}{Shorten(reset.Server, server)}";
    }

    private static string Shorten(EndpointReport end, int width)
    {
        string whole = end.ToString();
        if (whole.Length <= width)
        {
            return whole;
        }

        string port = $":{end.Port}";
        int kept = Math.Max(2, width - port.Length - 1);
        int tail = kept / 2;
        return $"{end.Address[..(kept - tail)]}…{end.Address[^tail..]}{port}";
    }
}
