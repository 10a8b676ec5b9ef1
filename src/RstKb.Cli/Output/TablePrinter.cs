using RstKb.Diagnosis;
using RstKb.Diagnosis.Report;

namespace RstKb.Cli.Output;

/// <summary>A sentence, then one row for each reset flow.</summary>
internal static class TablePrinter
{
    private const int Gap = 2;
    private const int EndsColumn = 1;

    /// <summary>Flows whose rows are composed at once.</summary>
    private const int PieceFlows = 4096;

    private static readonly string[] Titles = ["FLOW", "CLIENT → SERVER", "STAGE", "SENDER", "CAUSE", ""];

    /// <param name="output">Where to.</param>
    /// <param name="report">The report; its resets are not looked at.</param>
    /// <param name="rows">The flows that were asked for.</param>
    /// <param name="allResets">Reset flows of the capture that were examined.</param>
    public static void Print(StandardOutput output, AnalysisReport report, ResetRows rows, int allResets)
    {
        bool narrowed = rows.Count < allResets;
        if (!narrowed)
        {
            output.Prose(CaptureSentences.Summary(report, rows));
        }
        else
        {
            output.Prose($"{report.Capture.Name}: {rows.Count:N0} of {CaptureSentences.Count(allResets, "reset connection")} fit what was asked for.");
        }

        foreach (string flaw in CaptureSentences.Flaws(report.Capture))
        {
            output.Prose(flaw, "  ", "! ");
        }

        if (rows.Count > 0)
        {
            output.Line();
            PrintRows(output, rows);
        }
    }

    private static void PrintRows(StandardOutput output, ResetRows rows)
    {
        int[] widths = Widths(rows);
        int others = widths.Sum() - widths[EndsColumn] + (Gap * (widths.Length - 1));
        bool shortened = widths[EndsColumn] > output.TableWidth - others;
        widths[EndsColumn] = Math.Min(widths[EndsColumn], output.TableWidth - others);

        output.Line(output.Bold(string.Join(new string(' ', Gap), Titles.Select((title, column) => column == 0 ? title.PadLeft(widths[0]) : title.PadRight(widths[column]))).TrimEnd()));
        // A piece for each core at a time: composed side by side, printed one after the other.
        RowText[] pieces = [.. Enumerable.Range(0, rows.Flows > PieceFlows ? Environment.ProcessorCount : 1).Select(_ => new RowText())];
        for (int from = 0; from < rows.Flows; from += pieces.Length * PieceFlows)
        {
            int first = from;
            void ComposePiece(int piece) => Compose(pieces[piece], rows.Between(first + (piece * PieceFlows), first + ((piece + 1) * PieceFlows)), widths, output.IsStyled);
            if (pieces.Length > 1)
            {
                Parallel.For(0, pieces.Length, ComposePiece);
            }
            else
            {
                ComposePiece(0);
            }

            foreach (RowText piece in pieces)
            {
                output.Lines(piece.Encoded);
            }
        }

        if (shortened)
        {
            output.Line();
            output.Line("Long addresses are shortened here; --flow N and --format json have them whole.");
        }
    }

    private static void Compose(RowText text, IEnumerable<ResetRow> rows, int[] widths, bool isStyled)
    {
        text.Clear();
        foreach ((FlowPair ends, ResetOutcome outcome) in rows)
        {
            ResetVerdict verdict = outcome.Verdict;
            string? style = !isStyled ? null : verdict.Cause is null ? StandardOutput.DimCode : verdict.Harm == "benign" ? StandardOutput.GreenCode : null;
            text.Begin(style);
            text.Number(ends.Flow, widths[0]);
            text.Ends(ends, widths[EndsColumn]);
            text.Cell(outcome.Stage, widths[2]);
            text.Cell(verdict.SentBy, widths[3]);
            text.Cell(VerdictWords.Cause(verdict.Cause), widths[4]);
            text.Cell(VerdictWords.Level(verdict.Cause, verdict.Level, verdict.Confidence), widths[5]);
            text.End(style);
        }

        text.Encode();
    }

    private static int[] Widths(ResetRows rows)
    {
        int[] widths = [.. Titles.Select(title => title.Length)];
        widths[EndsColumn] = Math.Max(widths[EndsColumn], rows.LongestEnds);
        widths[0] = Math.Max(widths[0], rows.LastFlow == 0 ? 1 : (int)Math.Log10(rows.LastFlow) + 1);
        foreach ((ResetOutcome outcome, _) in rows.Outcomes)
        {
            ResetVerdict verdict = outcome.Verdict;
            widths[2] = Math.Max(widths[2], outcome.Stage.Length);
            widths[3] = Math.Max(widths[3], verdict.SentBy.Length);
            widths[4] = Math.Max(widths[4], VerdictWords.Cause(verdict.Cause).Length);
            widths[5] = Math.Max(widths[5], VerdictWords.Level(verdict.Cause, verdict.Level, verdict.Confidence).Length);
        }

        return widths;
    }
}
