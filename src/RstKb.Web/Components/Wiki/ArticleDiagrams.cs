using System.Collections.Concurrent;
using System.Security.Cryptography;
using RstKb.Capture;
using RstKb.Capture.Headers;
using RstKb.Diagnosis;
using RstKb.Diagnosis.Report;
using RstKb.Knowledge.Samples;
using RstKb.Web.Components.Ladder;

namespace RstKb.Web.Components.Wiki;

/// <summary>
/// The ladders of the articles, from their sample captures. Which flow tells the story is said by the sample's truth file: the first of the cause that
/// gives the sample its name, or else the first. A ladder is made when it is first asked for and kept by the hash of both files; a changed file makes a
/// new one.
/// </summary>
public sealed class ArticleDiagrams(CaptureAnalyst analyst)
{
    /// <summary>A sample of more bytes is no illustration.</summary>
    private const long MaxBytes = 4 * 1024 * 1024;
    private const int MostKept = 256;
    private const int MostRows = 36;

    private readonly ConcurrentDictionary<string, (FileState State, string Hash)> hashes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<ArticleDiagram?>> diagrams = new(StringComparer.Ordinal);

    /// <summary>The ladder of a sample. Null where the file is gone, is no capture, or holds no such flow.</summary>
    /// <param name="capture">Path of the sample.</param>
    public ArticleDiagram? Of(string capture)
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

        return diagrams.GetOrAdd(known.Hash, _ => new Lazy<ArticleDiagram?>(() => Make(capture))).Value;
    }

    private ArticleDiagram? Make(string capture)
    {
        try
        {
            return SampleTruth.Of(capture) is { Flows: [_, ..] } truth ? Draw(File.ReadAllBytes(capture), Path.GetFileName(capture), truth, StoryOf(capture, truth)) : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CaptureFormatException)
        {
            return null;
        }
    }

    /// <summary>The first flow of the cause after which the sample is named; a scan begins with ports that are closed.</summary>
    private static SampleFlow StoryOf(string capture, SampleTruth truth)
    {
        string name = Path.GetFileNameWithoutExtension(capture);
        return truth.Flows.FirstOrDefault(flow => name == flow.Cause || name.StartsWith(flow.Cause + "-", StringComparison.Ordinal), truth.Flows[0]);
    }

    private ArticleDiagram? Draw(byte[] capture, string file, SampleTruth truth, SampleFlow flow)
    {
        var survey = analyst.Survey(new MemoryStream(capture), null, CancellationToken.None);
        int number = FlowOf(survey, flow);
        if (number < 0)
        {
            return null;
        }

        ResetReport? report = null;
        FlowTimeline? timeline = null;
        if (survey.HasReset(number))
        {
            analyst.Diagnose(new MemoryStream(capture), survey, new CaptureIdentity(file, capture.Length, ""), (told, packets) =>
            {
                if (told.Flow == number)
                {
                    (report, timeline) = (AsIllustrated(told, flow), packets);
                }
            }, null, CancellationToken.None);
        }

        timeline ??= analyst.Trace(new MemoryStream(capture), survey, number, CancellationToken.None);
        var model = LadderModel.Build(timeline, report, new LadderOptions { Reach = LadderReach.Illustration, MostRows = MostRows });
        return new ArticleDiagram(file, truth, report, timeline, model);
    }

    /// <summary>Where the same ports were used twice, the connection that was reset is the one that is told of.</summary>
    private static int FlowOf(CaptureSurvey survey, SampleFlow flow)
    {
        int[] candidates = [.. Enumerable.Range(0, survey.Flows).Where(candidate => IsThat(survey.EndsOf(candidate), flow))];
        return candidates.FirstOrDefault(survey.HasReset, candidates.FirstOrDefault(-1));
    }

    /// <summary>The picture stands beside words that explain it: it bears no numbers of evidence, and who sent the reset is known.</summary>
    private static ResetReport AsIllustrated(ResetReport report, SampleFlow flow) => report with
    {
        Evidence = [],
        Verdict = report.Verdict with { Cause = flow.Cause, SentBy = flow.SentBy is "client" or "server" or "middlebox" ? flow.SentBy : report.Verdict.SentBy },
    };

    private static bool IsThat(FlowPair ends, SampleFlow flow) =>
        (Is(ends.Client, ends.ClientPort, flow.Client, flow.ClientPort) && Is(ends.Server, ends.ServerPort, flow.Server, flow.ServerPort))
        || (Is(ends.Server, ends.ServerPort, flow.Client, flow.ClientPort) && Is(ends.Client, ends.ClientPort, flow.Server, flow.ServerPort));

    private static bool Is(NetworkAddress address, ushort port, string wantedAddress, int wantedPort) =>
        port == wantedPort && address.ToString() == wantedAddress;

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
