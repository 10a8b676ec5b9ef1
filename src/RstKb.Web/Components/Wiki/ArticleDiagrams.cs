using System.Collections.Concurrent;
using System.Security.Cryptography;
using RstKb.Capture;
using RstKb.Diagnosis;
using RstKb.Diagnosis.Report;
using RstKb.Knowledge.Samples;
using RstKb.Web.Components.Ladder;

namespace RstKb.Web.Components.Wiki;

/// <summary>
/// The ladders of the articles, from their sample captures. Which flow tells the story stands in the sample's truth file. A ladder is made when it
/// is first asked for and kept by the hash of both files; a changed file makes a new one.
/// </summary>
public sealed class ArticleDiagrams(CaptureAnalyst analyst)
{
    /// <summary>A sample of more bytes is no illustration.</summary>
    private const long MaxBytes = 4 * 1024 * 1024;
    private const int MostKept = 256;
    private const int MostRows = 36;

    private readonly ConcurrentDictionary<string, (FileState State, string Hash)> hashes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<ArticleDiagram?>> diagrams = new(StringComparer.Ordinal);

    /// <summary>The ladder of a cause in a sample; null where the file is gone, is no capture, or holds no such flow.</summary>
    /// <param name="capture">Path of the sample.</param>
    /// <param name="cause">The slug that the flow is an example of; another cause's flow is taken where there is none.</param>
    public ArticleDiagram? Of(string capture, string cause)
    {
        if (StateOf(capture) is not { Bytes: <= MaxBytes } now)
        {
            return null;
        }

        if (hashes.Count > MostKept || diagrams.Count > MostKept)
        {
            hashes.Clear();
            diagrams.Clear();
        }

        if (!hashes.TryGetValue(capture, out var known) || known.State != now)
        {
            known = (now, HashOf(capture));
            hashes[capture] = known;
        }

        return diagrams.GetOrAdd($"{known.Hash} {cause}", _ => new Lazy<ArticleDiagram?>(() => Make(capture, cause))).Value;
    }

    private ArticleDiagram? Make(string capture, string cause)
    {
        try
        {
            byte[] bytes = File.ReadAllBytes(capture);
            var truth = SampleTruth.Of(capture);
            var found = new List<(ResetReport Report, FlowTimeline Timeline)>();
            var survey = analyst.Survey(new MemoryStream(bytes), null, CancellationToken.None);
            analyst.Diagnose(
                new MemoryStream(bytes), survey, new CaptureIdentity(Path.GetFileName(capture), bytes.Length, ""), (report, timeline) => found.Add((report, timeline)), null, CancellationToken.None);
            var flows = truth?.Flows ?? [];
            var wanted = flows.Where(flow => flow.Cause == cause).Concat(flows);
            foreach (var flow in wanted)
            {
                if (found.Find(entry => IsThat(entry.Report, flow)) is { Report: { } report } entry)
                {
                    return Draw(capture, truth!, report, entry.Timeline, flow);
                }
            }

            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CaptureFormatException)
        {
            return null;
        }
    }

    private static ArticleDiagram Draw(string capture, SampleTruth truth, ResetReport report, FlowTimeline timeline, SampleFlow flow)
    {
        // The picture stands beside words that explain it: it bears no numbers of evidence, and who sent the reset is known.
        var told = report with { Evidence = [], Verdict = report.Verdict with { Cause = flow.Cause, SentBy = flow.SentBy.Length > 0 ? flow.SentBy : report.Verdict.SentBy } };
        var model = LadderModel.Build(timeline, told, new LadderOptions { Reach = LadderReach.Illustration, MostRows = MostRows });
        return new ArticleDiagram(Path.GetFileName(capture), truth.Origin, truth.Made, told, timeline, model);
    }

    private static bool IsThat(ResetReport report, SampleFlow flow) =>
        (Is(report.Client, flow.Client, flow.ClientPort) && Is(report.Server, flow.Server, flow.ServerPort))
        || (Is(report.Server, flow.Client, flow.ClientPort) && Is(report.Client, flow.Server, flow.ServerPort));

    private static bool Is(EndpointReport end, string address, int port) => end.Port == port && end.Address == address;

    private static FileState? StateOf(string capture)
    {
        var file = new FileInfo(capture);
        var truth = new FileInfo(Path.ChangeExtension(capture, null) + ".truth.yaml");
        return file.Exists ? new FileState(file.Length, file.LastWriteTimeUtc, truth.Exists ? truth.LastWriteTimeUtc : default) : null;
    }

    private static string HashOf(string capture)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string path in new[] { capture, Path.ChangeExtension(capture, null) + ".truth.yaml" })
        {
            try
            {
                hash.AppendData(File.ReadAllBytes(path));
            }
            catch (IOException)
            {
                hash.AppendData([0]);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private readonly record struct FileState(long Bytes, DateTime WrittenUtc, DateTime TruthWrittenUtc);
}
