using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace RstKb.Knowledge.Samples;

/// <summary>What is true of a sample capture: the file <c>NAME.truth.yaml</c> beside <c>NAME.pcapng</c>.</summary>
public sealed record SampleTruth
{
    private const long MaxFileBytes = 256 * 1024;

    /// <summary>How the capture came about, in a sentence; empty where the file does not say.</summary>
    public required string Origin { get; init; }

    /// <summary>What was done to make it; empty where the file does not say.</summary>
    public required string Made { get; init; }

    /// <summary>What is shorter than in life, as a time-out of seconds in place of minutes; empty where nothing is.</summary>
    public required string Shortened { get; init; }

    /// <summary>In the order of the scenario.</summary>
    public required IReadOnlyList<SampleFlow> Flows { get; init; }

    /// <summary>Reads the truth of a capture; null where there is none, or where it is no such file.</summary>
    /// <param name="capture">Path of the capture.</param>
    public static SampleTruth? Of(string capture)
    {
        string path = Path.ChangeExtension(capture, null) + ".truth.yaml";
        try
        {
            return new FileInfo(path) is { Exists: true, Length: <= MaxFileBytes } ? Read(File.ReadAllText(path)) : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or YamlException or InvalidOperationException)
        {
            return null;
        }
    }

    private static SampleTruth? Read(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        if (stream.Documents.Count != 1 || stream.Documents[0].RootNode is not YamlMappingNode map)
        {
            return null;
        }

        var flows = Value(map, "flows") is YamlSequenceNode list ? list.OfType<YamlMappingNode>().Select(Flow) : [];
        return new SampleTruth { Origin = Text(map, "origin"), Made = Text(map, "made"), Shortened = Text(map, "shortened"), Flows = [.. flows] };
    }

    private static SampleFlow Flow(YamlMappingNode flow) =>
        new(Text(flow, "client"), Port(flow, "client_port"), Text(flow, "server"), Port(flow, "server_port"), Text(flow, "cause"), Text(flow, "sent_by"));

    private static int Port(YamlMappingNode flow, string key) =>
        int.TryParse(Text(flow, key), NumberStyles.None, CultureInfo.InvariantCulture, out int port) ? port : 0;

    private static string Text(YamlMappingNode map, string key) => (Value(map, key) as YamlScalarNode)?.Value?.Trim() ?? "";

    private static YamlNode? Value(YamlMappingNode map, string key) => map.Children.TryGetValue(new YamlScalarNode(key), out YamlNode? value) ? value : null;
}
