using System.Text.Json;
using RstKb.Tests.House;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace RstKb.Tests.Diagnosis;

/// <summary>What is true of one reset flow, told by the kernel that sent the RST or by the one who forged it; never by the analyzer.</summary>
public sealed record Truth(string File, string Client, int ClientPort, string Server, int ServerPort, string Cause, IReadOnlyList<string> Acceptable, string? SentBy)
{
    public bool Accepts(string? cause) => cause is not null && (cause == Cause || Acceptable.Contains(cause));

    /// <summary>The truth files beside the samples.</summary>
    public static IReadOnlyList<Truth> OfSamples { get; } = [.. Samples.Files.SelectMany(ReadTruthFile)];

    /// <summary>The labels beside the corpus; none where the corpus is not at hand.</summary>
    public static IReadOnlyList<Truth> OfCorpus { get; } = ReadLabels();

    /// <summary>The truth file of one sample.</summary>
    public static TruthFile FileOf(string capture) => new DeserializerBuilder()
        .WithNamingConvention(UnderscoredNamingConvention.Instance)
        .Build()
        .Deserialize<TruthFile>(System.IO.File.ReadAllText(Path.ChangeExtension(capture, ".truth.yaml")));

    private static IEnumerable<Truth> ReadTruthFile(string capture) =>
        FileOf(capture).Flows.Select(f => new Truth(capture, f.Client, f.ClientPort, f.Server, f.ServerPort, f.Cause, f.Acceptable, f.SentBy));

    private static List<Truth> ReadLabels()
    {
        string labels = Path.Combine(Corpus.Folder, "labels.json");
        if (!System.IO.File.Exists(labels))
        {
            return [];
        }

        var truths = new List<Truth>();
        foreach (JsonElement entry in JsonDocument.Parse(System.IO.File.ReadAllText(labels)).RootElement.EnumerateArray())
        {
            JsonElement flow = entry.GetProperty("flow");
            truths.Add(new Truth(
                Corpus.File(entry.GetProperty("file").GetString()!),
                flow.GetProperty("client").GetString()!,
                flow.GetProperty("client_port").GetInt32(),
                flow.GetProperty("server").GetString()!,
                flow.GetProperty("server_port").GetInt32(),
                entry.GetProperty("cause").GetString()!,
                [.. entry.GetProperty("acceptable").EnumerateArray().Select(a => a.GetString()!)],
                entry.GetProperty("rst_sender").GetString()));
        }

        return truths;
    }

    /// <summary>A truth file as it is written.</summary>
    public sealed class TruthFile
    {
        public string Sha256 { get; set; } = "";

        public string Licence { get; set; } = "";

        public string Origin { get; set; } = "";

        public string Made { get; set; } = "";

        /// <summary>The file in tests/lab/scenarios that plays it.</summary>
        public string Scenario { get; set; } = "";

        public string Variant { get; set; } = "";

        public int Seed { get; set; }

        public string Kernel { get; set; } = "";

        /// <summary>Where it was captured: <c>client</c>, <c>router</c>, <c>server</c> or <c>proxy</c>.</summary>
        public string Vantage { get; set; } = "";

        public double RoundTripMs { get; set; }

        /// <summary>Which timer of the real world ran faster; empty where none did.</summary>
        public string Shortened { get; set; } = "";

        /// <summary>What the hosts' own counters said: host, counter, rise.</summary>
        public Dictionary<string, Dictionary<string, long>> Counters { get; set; } = [];

        public List<TruthFlow> Flows { get; set; } = [];
    }

    /// <summary>One flow of a truth file.</summary>
    public sealed class TruthFlow
    {
        public string Client { get; set; } = "";

        public int ClientPort { get; set; }

        public string Server { get; set; } = "";

        public int ServerPort { get; set; }

        /// <summary>A cause's slug, or <c>none</c> where no RST passes.</summary>
        public string Cause { get; set; } = "";

        public List<string> Acceptable { get; set; } = [];

        public string? SentBy { get; set; }

        /// <summary><c>benign</c>, <c>harmful</c>, <c>unknown</c> (it depends on what the application wanted next), or <c>none</c> without a RST.</summary>
        public string Harm { get; set; } = "";

        public string? KernelReason { get; set; }
    }
}
