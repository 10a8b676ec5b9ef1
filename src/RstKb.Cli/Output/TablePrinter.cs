using RstKb.Diagnosis.Report;

namespace RstKb.Cli.Output;

/// <summary>A sentence, then one row for each reset flow.</summary>
internal static class TablePrinter
{
    private const int Gap = 2;
    private const int EndsColumn = 1;

    private static readonly string[] Titles = ["FLOW", "CLIENT → SERVER", "STAGE", "SENDER", "CAUSE", ""];

    /// <param name="output">Where to.</param>
    /// <param name="report">The report; its resets are not looked at.</param>
    /// <param name="rows">The flows that were asked for.</param>
    /// <param name="allResets">Reset flows of the capture that were examined.</param>
    public static void Print(StandardOutput output, AnalysisReport report, ResetRow[] rows, int allResets)
    {
        bool narrowed = rows.Length < allResets;
        if (!narrowed)
        {
            output.Prose(CaptureSentences.Summary(report, rows));
        }
        else
        {
            output.Prose($"{report.Capture.Name}: {rows.Length:N0} of {CaptureSentences.Count(allResets, "reset connection")} fit what was asked for.");
        }

        foreach (string flaw in CaptureSentences.Flaws(report.Capture))
        {
            output.Prose(flaw, "  ", "! ");
        }

        if (rows.Length > 0)
        {
            output.Line();
            PrintRows(output, rows);
        }
    }

    private static void PrintRows(StandardOutput output, ReadOnlySpan<ResetRow> rows)
    {
        int[] widths = Widths(rows);
        int others = widths.Sum() - widths[EndsColumn] + (Gap * (widths.Length - 1));
        bool shortened = widths[EndsColumn] > output.TableWidth - others;
        widths[EndsColumn] = Math.Min(widths[EndsColumn], output.TableWidth - others);

        output.Line(output.Bold(string.Join(new string(' ', Gap), Titles.Select((title, column) => column == 0 ? title.PadLeft(widths[0]) : title.PadRight(widths[column]))).TrimEnd()));
        var text = new RowText();
        foreach (ref readonly ResetRow row in rows)
        {
            text.Clear();
            text.Number(row.Flow, widths[0]);
            text.Ends(row, widths[EndsColumn]);
            text.Cell(row.Stage, widths[2]);
            text.Cell(row.Verdict.SentBy, widths[3]);
            text.Cell(VerdictWords.Cause(row.Verdict.Cause), widths[4]);
            text.Cell(VerdictWords.Level(row.Verdict.Cause, row.Verdict.Level, row.Verdict.Confidence), widths[5]);
            if (output.IsStyled && row.Verdict is { Cause: null } or { Harm: "benign" })
            {
                string line = text.Text.ToString();
                output.Line(row.Verdict.Cause is null ? output.Dim(line) : output.Green(line));
            }
            else
            {
                output.Line(text.Text);
            }
        }

        if (shortened)
        {
            output.Line();
            output.Line("Long addresses are shortened here; --flow N and --format json have them whole.");
        }
    }

    private static int[] Widths(ReadOnlySpan<ResetRow> rows)
    {
        int[] widths = [.. Titles.Select(title => title.Length)];
        foreach (ref readonly ResetRow row in rows)
        {
            widths[0] = Math.Max(widths[0], row.Flow == 0 ? 1 : (int)Math.Log10(row.Flow) + 1);
            widths[EndsColumn] = Math.Max(widths[EndsColumn], RowText.EndsLength(row));
            widths[2] = Math.Max(widths[2], row.Stage.Length);
            widths[3] = Math.Max(widths[3], row.Verdict.SentBy.Length);
            widths[4] = Math.Max(widths[4], VerdictWords.Cause(row.Verdict.Cause).Length);
            widths[5] = Math.Max(widths[5], VerdictWords.Level(row.Verdict.Cause, row.Verdict.Level, row.Verdict.Confidence).Length);
        }

        return widths;
    }
}
