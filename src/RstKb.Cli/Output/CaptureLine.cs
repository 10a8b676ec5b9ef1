using System.Text.Json.Serialization;
using RstKb.Diagnosis.Report;

namespace RstKb.Cli.Output;

/// <summary>The first line of <c>--format ndjson</c>: the report without its resets, which follow as lines of their own.</summary>
internal sealed record CaptureLine
{
    public string Schema { get; init; } = AnalysisReport.SchemaName;

    public required string EngineVersion { get; init; }

    public required CaptureSummary Capture { get; init; }

    public required FlowCounts Flows { get; init; }
}

/// <summary>How it is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CaptureLine))]
internal sealed partial class CaptureLineJson : JsonSerializerContext;
