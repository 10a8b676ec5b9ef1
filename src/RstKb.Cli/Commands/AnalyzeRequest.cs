using System.Net;
using RstKb.Diagnosis.Report;

namespace RstKb.Cli.Commands;

/// <summary>What was asked for.</summary>
internal sealed record AnalyzeRequest
{
    /// <summary>A path, or <c>-</c> for standard input.</summary>
    public required string Capture { get; init; }

    public required string Format { get; init; }

    public int? Flow { get; init; }

    public string? Cause { get; init; }

    public IPAddress? Host { get; init; }

    public int? Port { get; init; }

    public bool NoColor { get; init; }

    public bool Quiet { get; init; }

    /// <summary>Does the call ask to see this flow?</summary>
    public bool Wants(ResetReport reset) =>
        (Flow is null || Flow == reset.Flow)
        && (Cause is null || Cause == reset.Verdict.Cause)
        && (Port is null || Port == reset.Client.Port || Port == reset.Server.Port)
        && (Host is null || IsAt(reset.Client, Host) || IsAt(reset.Server, Host));

    private static bool IsAt(EndpointReport end, IPAddress host) => IPAddress.TryParse(end.Address, out var address) && address.Equals(host);
}
