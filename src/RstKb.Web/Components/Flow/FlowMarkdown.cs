using System.Text;
using RstKb.Cases;
using RstKb.Diagnosis.Report;
using RstKb.Web.Components.Controls;
using RstKb.Web.Components.Ladder;
using RstKb.Web.Components.Share;

namespace RstKb.Web.Components.Flow;

/// <summary>A flow's verdict as Markdown for a ticket or a chat: 60 lines at most.</summary>
public static class FlowMarkdown
{
    private const int MostEvidence = 12;
    private const int MostPackets = 24;
    private const int MostLines = 60;

    // The fences and what follows the packets: next step, address, hash, and the blank lines between.
    private const int LinesBelow = 10;

    /// <summary>Writes it.</summary>
    /// <param name="report">The flow.</param>
    /// <param name="timeline">Its packets; null where they are not shown.</param>
    /// <param name="titles">Names of the causes.</param>
    /// <param name="address">The page's address in full.</param>
    /// <param name="sha256">The capture's hash, or null.</param>
    /// <param name="team">The team's verdict, or null.</param>
    public static string Of(ResetReport report, FlowTimeline? timeline, CauseTitles titles, string address, string? sha256, NoteView? team)
    {
        var text = new StringBuilder();
        var verdict = report.Verdict;
        text.AppendLine($"**{VerdictWords.Title(report, titles)}**: {report.Client} → {report.Server}");
        var sure = verdict.Level == "undetermined" ? "" : $", {Figures.Confidence(verdict.Confidence)}";
        text.AppendLine($"{Words.LevelInFull(verdict.Level)}{sure}. Sent by {VerdictWords.SentBy(report)}. {Words.Harm(verdict.Harm)}.").AppendLine();
        text.AppendLine(Sentences.Sentence(verdict.Text)).AppendLine();
        if (team is not null)
        {
            text.AppendLine($"Team: {TeamWords.Of(team, titles)}. {team.Author}, {Figures.Day(team.CreatedAt)}.").AppendLine();
        }

        foreach (var item in NumberedEvidence.Of(report).All.Take(MostEvidence))
        {
            var packets = string.Join(", ", item.Evidence.Packets.Take(5).Select(packet => "#" + packet));
            text.AppendLine($"- ({item.Number}) {Sentences.Sentence(item.Evidence.Text)}{(packets.Length == 0 ? "" : $" [{packets}]")}");
        }

        if (timeline is not null)
        {
            var room = MostLines - LinesBelow - text.ToString().Count(letter => letter == '\n');
            text.AppendLine().AppendLine("```").Append(Packets(timeline, room)).AppendLine("```");
        }

        if (report.Settle.Count > 0)
        {
            text.AppendLine().AppendLine("Next: " + Sentences.Sentence(report.Settle[0].Text));
            if (report.Settle[0].Command is { } command)
            {
                text.AppendLine("`" + command.ReplaceLineEndings(" ") + "`");
            }
        }

        text.AppendLine().AppendLine(address);
        if (sha256 is not null)
        {
            text.AppendLine("SHA-256 of the capture: " + sha256);
        }

        return text.ToString();
    }

    // The packets around the reset, as many as leave the rest its lines: silences between them take lines too.
    private static string Packets(FlowTimeline timeline, int room)
    {
        var reset = LadderFolding.ResetIndex(timeline.Segments);
        for (var count = MostPackets; ; count -= 2)
        {
            var ladder = TextLadder.Of(timeline.Segments.Skip(Math.Max(0, reset - (count / 2))).Take(count));
            if (count <= 2 || ladder.Count(letter => letter == '\n') <= room)
            {
                return ladder;
            }
        }
    }
}
