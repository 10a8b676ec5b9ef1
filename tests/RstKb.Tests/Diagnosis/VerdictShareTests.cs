using System.Text;
using RstKb.Diagnosis.Report;
using RstKb.Tests.House;
using Xunit.Abstractions;

namespace RstKb.Tests.Diagnosis;

/// <summary>How many verdicts are right over all labelled captures at hand, cause by cause.</summary>
public sealed class VerdictShareTests(ITestOutputHelper output)
{
    private const double LeastShare = 0.8;

    [Fact]
    public void LabelledCaptures_GetARightVerdictForAtLeastFourInFive()
    {
        List<Truth> truths = [.. Truth.OfCorpus.Concat(Truth.OfSamples).Where(t => t.Cause != "none")];
        var rows = new SortedDictionary<string, Row>(StringComparer.Ordinal);
        var wrong = new StringBuilder();
        var taken = new HashSet<(string File, int Flow)>();
        foreach (Truth truth in truths)
        {
            Row row = rows.TryGetValue(truth.Cause, out Row? known) ? known : rows[truth.Cause] = new Row();
            row.Flows++;
            ResetReport? report = Reports.About(truth).FirstOrDefault(r => taken.Add((truth.File, r.Flow)));
            if (report is null)
            {
                wrong.AppendLine($"{Path.GetFileName(truth.File)}: no entry for {truth.Client}:{truth.ClientPort}");
                continue;
            }

            row.Sender += report.Verdict.SentBy == truth.SentBy ? 1 : 0;
            bool accepted = truth.Accepts(report.Verdict.Cause);
            row.Likely += report.Verdict.Level == "likely" ? 1 : 0;
            row.LikelyRight += report.Verdict.Level == "likely" && accepted ? 1 : 0;
            row.Right += report.Verdict.Cause == truth.Cause ? 1 : 0;
            if (accepted)
            {
                row.Accepted++;
            }
            else
            {
                wrong.AppendLine($"{Path.GetFileName(truth.File)} flow {report.Flow}: {truth.Cause} was taken for {report.Verdict.Cause ?? "nothing"} ({report.Verdict.Level}, {report.Verdict.Confidence:0.00})");
            }
        }

        string table = Print(rows, wrong.ToString());
        output.WriteLine(table);
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(Corpus.RepositoryRoot, "artifacts")).FullName, "verdicts.txt"), table);
        Assert.True(rows.Values.Sum(r => r.Accepted) >= LeastShare * rows.Values.Sum(r => r.Flows), table);
    }

    [Fact]
    public void CapturesWithoutReset_YieldNoVerdict()
    {
        foreach (Truth truth in Truth.OfCorpus.Concat(Truth.OfSamples).Where(t => t.Cause == "none"))
        {
            Assert.Empty(Reports.About(truth));
        }
    }

    private static string Print(SortedDictionary<string, Row> rows, string wrong)
    {
        var text = new StringBuilder();
        text.AppendLine($"{"cause",-26}{"flows",7}{"right",7}{"accepted",10}{"sender",8}{"likely",8}{"of these right",16}");
        foreach ((string cause, Row row) in rows)
        {
            text.AppendLine($"{cause,-26}{row.Flows,7}{row.Right,7}{row.Accepted,10}{row.Sender,8}{row.Likely,8}{row.LikelyRight,16}");
        }

        int flows = rows.Values.Sum(r => r.Flows);
        int accepted = rows.Values.Sum(r => r.Accepted);
        int likely = rows.Values.Sum(r => r.Likely);
        int likelyRight = rows.Values.Sum(r => r.LikelyRight);
        int sender = rows.Values.Sum(r => r.Sender);
        text.AppendLine($"{"all",-26}{flows,7}{rows.Values.Sum(r => r.Right),7}{accepted,10}{sender,8}{likely,8}{likelyRight,16}");
        text.AppendLine("right: the very cause; accepted: that or another that the capture cannot exclude");
        text.AppendLine($"accepted {accepted / (double)flows:P1}, sender right {sender / (double)flows:P1}, likely verdicts right {likelyRight / (double)Math.Max(1, likely):P1}");
        return text.Append(wrong).ToString();
    }

    private sealed class Row
    {
        public int Flows { get; set; }

        public int Right { get; set; }

        public int Accepted { get; set; }

        public int Sender { get; set; }

        public int Likely { get; set; }

        public int LikelyRight { get; set; }
    }
}
