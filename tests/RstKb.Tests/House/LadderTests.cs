using System.Globalization;
using System.Text.RegularExpressions;
using RstKb.Capture;
using RstKb.Diagnosis;
using RstKb.Diagnosis.Report;

namespace RstKb.Tests.House;

/// <summary>
/// The text ladders of the articles. One whose first column is <c>no.</c> shows packets of a sample: the one that is named last before it, or else the
/// article's own. What it says of them must be so.
/// </summary>
public sealed partial class LadderTests
{
    private const string Begin = "```text\n";
    private const string End = "\n```";

    private static readonly CaptureAnalyst Analyst = new(new CaptureLimits(), 0);

    public static TheoryData<string> WithSample => new(Directory.EnumerateFiles(Path.Combine(Corpus.RepositoryRoot, "content", "causes"), "*.md")
        .Select(file => Path.GetFileNameWithoutExtension(file)!).Where(slug => File.Exists(Samples.File(slug))).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(WithSample))]
    public void Ladder_IsThatOfItsSample(string slug)
    {
        var ladders = LaddersOf(slug);

        Assert.NotEmpty(ladders);
        Assert.All(ladders, ladder =>
        {
            var packets = PacketsOf(Samples.File(ladder.Sample));
            Assert.NotEmpty(ladder.Rows);
            Assert.All(ladder.Rows, row => Assert.Equal(Line(Said(packets[int.Parse(row["no."], CultureInfo.InvariantCulture)], row)), Line(row)));
        });
    }

    private static List<(string Sample, List<Dictionary<string, string>> Rows)> LaddersOf(string slug)
    {
        string section = File.ReadAllText(Path.Combine(Corpus.RepositoryRoot, "content", "causes", slug + ".md")).Split("\n## ").Single(part => part.StartsWith("On the wire\n", StringComparison.Ordinal));
        var ladders = new List<(string, List<Dictionary<string, string>>)>();
        for (int behind = 0, start; (start = section.IndexOf(Begin, behind, StringComparison.Ordinal)) >= 0;)
        {
            int end = section.IndexOf(End, start + Begin.Length, StringComparison.Ordinal);
            string[] lines = section[(start + Begin.Length)..end].Split('\n');
            if (lines[0].StartsWith("no.", StringComparison.Ordinal))
            {
                string sample = SampleName().Matches(section[behind..start]) is [.., { } last] ? last.Groups[1].Value : slug;
                ladders.Add((sample, [.. lines.Skip(1).Where(line => PacketRow().IsMatch(line)).Select(line => Columns(lines[0], line))]));
            }

            behind = end;
        }

        return ladders;
    }

    private static Dictionary<string, string> Columns(string head, string line)
    {
        string[] names = head.Replace("IP ID", "ID", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] values = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return names.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    /// <summary>The same columns, filled from the capture. Numbers may be relative or as on the wire, and with several connections time counts from the first.</summary>
    private static Dictionary<string, string> Said(Packet packet, Dictionary<string, string> row)
    {
        var segment = packet.Segment;
        bool absolute = row["seq"] == Text(segment.SequenceNumber);
        var said = new Dictionary<string, string>
        {
            ["no."] = Text(segment.Packet),
            ["seconds"] = ((segment.OffsetNanoseconds + (row.ContainsKey("conn") ? packet.FlowBegan : 0)) / 1e9).ToString("F6", CultureInfo.InvariantCulture),
            ["from"] = segment.From,
            ["conn"] = Text(packet.Flow + 1),
            ["flags"] = segment.Flags,
            ["seq"] = Text(absolute ? segment.SequenceNumber : segment.RelativeSequenceNumber),
            ["ack"] = (absolute ? segment.AcknowledgmentNumber : segment.RelativeAcknowledgmentNumber) is { } number ? Text(number) : "-",
            ["win"] = Text(segment.ScaledWindow ?? segment.Window),
            ["len"] = Text(segment.Length),
            ["TTL"] = Text(segment.Ttl),
            ["ID"] = $"0x{segment.IpId:x4}",
            ["TS"] = segment.TimestampValue is null ? "no" : "yes",
        };
        return row.Keys.ToDictionary(name => name, name => said[name]);
    }

    private static Dictionary<int, Packet> PacketsOf(string file)
    {
        byte[] capture = File.ReadAllBytes(file);
        var survey = Analyst.Survey(new MemoryStream(capture), null, CancellationToken.None);
        var timelines = Enumerable.Range(0, survey.Flows).Select(flow => (Flow: flow, Timeline: Analyst.Trace(new MemoryStream(capture), survey, flow, CancellationToken.None))).ToList();
        long first = timelines.Min(pair => Nanoseconds(pair.Timeline));
        return timelines.SelectMany(pair => pair.Timeline.Segments.Select(segment => new Packet(pair.Flow, Nanoseconds(pair.Timeline) - first, segment)))
            .ToDictionary(packet => (int)packet.Segment.Packet);
    }

    // .NET's own moments count in hundreds of nanoseconds, a capture in single ones.
    private static long Nanoseconds(FlowTimeline timeline)
    {
        var parts = Moment().Match(timeline.StartedAt);
        long seconds = DateTimeOffset.Parse(parts.Groups[1].Value + "Z", CultureInfo.InvariantCulture).ToUnixTimeSeconds();
        return (seconds * 1_000_000_000) + long.Parse(parts.Groups[2].Value.PadRight(9, '0'), CultureInfo.InvariantCulture);
    }

    private static string Line(Dictionary<string, string> row) => string.Join(", ", row.Select(pair => $"{pair.Key} {pair.Value}"));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"`([a-z0-9-]+)\.pcapng`")]
    private static partial Regex SampleName();

    [GeneratedRegex(@"^\s*[0-9]+\s+[0-9]+\.[0-9]{6}\s")]
    private static partial Regex PacketRow();

    [GeneratedRegex(@"^(.*?)(?:\.([0-9]+))?Z$")]
    private static partial Regex Moment();

    private sealed record Packet(int Flow, long FlowBegan, TimelineSegment Segment);
}
