using RstKb.Capture.Headers;
using RstKb.Diagnosis;

namespace RstKb.Cli.Commands;

/// <summary>What was asked for.</summary>
internal sealed record AnalyzeRequest
{
    /// <summary>A path, or <c>-</c> for standard input.</summary>
    public required string Capture { get; init; }

    public required string Format { get; init; }

    /// <summary>Whether the form of output names the file's hash: a table does not.</summary>
    public bool ShowsHash => Format != "table";

    public int? Flow { get; init; }

    public string? Cause { get; init; }

    public NetworkAddress? Host { get; init; }

    public int? Port { get; init; }

    public bool NoColor { get; init; }

    public bool Quiet { get; init; }

    /// <summary>Does the call ask to see this flow? The verdict is looked at last: it costs more than the rest.</summary>
    public bool Wants(DiagnosedReset reset) =>
        (Flow is null || Flow == reset.Flow)
        && (Port is null || Port == reset.ClientPort || Port == reset.ServerPort)
        && (Host is not { } host || reset.ClientAddress == host || reset.ServerAddress == host)
        && (Cause is null || Cause == reset.Verdict().Cause);
}
