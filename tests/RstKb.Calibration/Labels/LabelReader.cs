using System.Text.Json;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace RstKb.Calibration.Labels;

/// <summary>Reads a folder of labelled captures: those of its labels.json (the corpus, the lab's output) and those with a truth file beside them (the articles' samples).</summary>
public static class LabelReader
{
    private const string NoReset = "none";

    /// <summary>The labelled captures with at least one reset connection, in ordinal order of their names.</summary>
    /// <exception cref="FileNotFoundException">The folder has neither, or a capture is missing.</exception>
    public static IReadOnlyList<LabelledCapture> Read(string folder)
    {
        string labels = Path.Combine(folder, "labels.json");
        List<LabelledCapture> captures = File.Exists(labels) ? ReadLabels(folder, labels) : [];
        if (Directory.Exists(folder))
        {
            captures.AddRange(Directory.EnumerateFiles(folder, "*.truth.yaml").Select(ReadTruth));
        }

        if (captures.Count == 0)
        {
            throw new FileNotFoundException($"{folder} holds no labels.json and no *.truth.yaml.");
        }

        foreach (LabelledCapture capture in captures)
        {
            if (!File.Exists(capture.Path))
            {
                throw new FileNotFoundException($"{capture.Path} is labelled but not there.");
            }
        }

        return [.. captures.Where(c => c.Labels.Count > 0).OrderBy(c => Path.GetFileName(c.Path), StringComparer.Ordinal)];
    }

    /// <summary>What to call a folder wherever it lies: a lab by its seed, the articles' samples so, others by their name.</summary>
    public static string NameOf(string folder)
    {
        string lab = Path.Combine(folder, "lab.json");
        if (!File.Exists(lab))
        {
            return File.Exists(Path.Combine(folder, "labels.json")) ? Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)) : "samples";
        }

        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(lab));
        return $"lab, seed {document.RootElement.GetProperty("seed").GetInt64()}";
    }

    private static List<LabelledCapture> ReadLabels(string folder, string labels)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(labels));
        return
        [
            .. document.RootElement.EnumerateArray()
                .Where(e => e.GetProperty("cause").GetString() != NoReset)
                .GroupBy(e => e.GetProperty("file").GetString()!)
                .Select(g => new LabelledCapture(Path.Combine(folder, g.Key), [.. g.Select(OfJson)])),
        ];
    }

    private static Label OfJson(JsonElement entry)
    {
        JsonElement flow = entry.GetProperty("flow");
        return new Label(
            Connection.Of(flow.GetProperty("client").GetString()!, flow.GetProperty("client_port").GetInt32(), flow.GetProperty("server").GetString()!, flow.GetProperty("server_port").GetInt32()),
            entry.GetProperty("cause").GetString()!,
            [.. entry.GetProperty("acceptable").EnumerateArray().Select(a => a.GetString()!)],
            Sentence(entry.GetProperty("notes").GetString()!));
    }

    private static LabelledCapture ReadTruth(string path)
    {
        TruthFile truth = new DeserializerBuilder()
            .WithNamingConvention(UnderscoredNamingConvention.Instance)
            .IgnoreUnmatchedProperties()
            .Build()
            .Deserialize<TruthFile>(File.ReadAllText(path));
        string capture = path[..^".truth.yaml".Length] + ".pcapng";
        return new LabelledCapture(
            capture,
            [
                .. truth.Flows.Where(f => f.Cause != NoReset)
                    .Select(f => new Label(Connection.Of(f.Client, f.ClientPort, f.Server, f.ServerPort), f.Cause, f.Acceptable, Sentence(truth.Made))),
            ]);
    }

    /// <summary>How it was made, without the place of the capture.</summary>
    private static string Sentence(string made) => made.Split("; capture point")[0];

    private sealed class TruthFile
    {
        public string Made { get; set; } = "";

        public List<TruthFlow> Flows { get; set; } = [];
    }

    private sealed class TruthFlow
    {
        public string Client { get; set; } = "";

        public int ClientPort { get; set; }

        public string Server { get; set; } = "";

        public int ServerPort { get; set; }

        public string Cause { get; set; } = "";

        public List<string> Acceptable { get; set; } = [];
    }
}
