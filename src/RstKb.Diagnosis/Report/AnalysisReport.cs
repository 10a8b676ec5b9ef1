namespace RstKb.Diagnosis.Report;

/// <summary>What RstKb says of one capture: the public contract <c>rstkb.report/1</c>, the same on the page, the command line and the HTTP API.</summary>
public sealed record AnalysisReport
{
    /// <summary>The contract's name and version. Fields may be added under it, never renamed.</summary>
    public const string SchemaName = "rstkb.report/1";

    public string Schema { get; init; } = SchemaName;

    /// <summary>The engine that judged. The same file and the same engine give the same report, byte for byte.</summary>
    public required string EngineVersion { get; init; }

    public required CaptureSummary Capture { get; init; }

    public required FlowCounts Flows { get; init; }

    /// <summary>Every flow that holds at least one RST, in order of <see cref="ResetReport.Flow"/>.</summary>
    public required IReadOnlyList<ResetReport> Resets { get; init; }
}
