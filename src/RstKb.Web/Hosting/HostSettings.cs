using RstKb.Capture;
using RstKb.Cases;

namespace RstKb.Web.Hosting;

/// <summary>Settings from the command line, the environment and configuration files, each with its default.</summary>
internal static class HostSettings
{
    /// <summary>Where the app listens unless it is told: on this machine alone.</summary>
    public const string DefaultUrl = "http://localhost:5080";

    private const string DefaultDataFolder = "data";

    /// <summary>Reads what concerns cases.</summary>
    /// <exception cref="FormatException">A size cannot be read.</exception>
    public static CaseSettings Cases(IConfiguration configuration)
    {
        var defaults = new CaseSettings { DataFolder = DefaultDataFolder };
        return defaults with
        {
            DataFolder = Path.GetFullPath(Named(configuration["RSTKB_DATA"]) ?? DefaultDataFolder),
            MaxUploadBytes = Size(configuration, "RSTKB_MAX_UPLOAD") ?? Size(configuration, "Limits:MaxUploadBytes") ?? defaults.MaxUploadBytes,
            MinFreeBytes = Size(configuration, "Limits:MinFreeBytes") ?? defaults.MinFreeBytes,
            MaxOpenAnalyses = Count(configuration, "Limits:MaxOpenAnalyses") ?? defaults.MaxOpenAnalyses,
            MaxRunningAnalyses = Count(configuration, "Limits:MaxRunningAnalyses") ?? defaults.MaxRunningAnalyses,
        };
    }

    /// <summary>Reads what the readers of captures believe at most.</summary>
    /// <exception cref="FormatException">A size cannot be read.</exception>
    public static CaptureLimits Limits(IConfiguration configuration)
    {
        var defaults = new CaptureLimits();
        return defaults with { MaxDecompressedBytes = Size(configuration, "Limits:MaxDecompressedBytes") ?? defaults.MaxDecompressedBytes };
    }

    /// <summary>True where the operator says nothing about addresses.</summary>
    public static bool SaysNoAddress(IConfiguration configuration) =>
        Named(configuration["urls"]) is null && Named(configuration["http_ports"]) is null && Named(configuration["https_ports"]) is null
        && !configuration.GetSection("Kestrel:Endpoints").Exists();

    /// <summary>True where every address is this machine's own.</summary>
    public static bool ListensOnlyHere(IConfiguration configuration) =>
        SaysNoAddress(configuration)
        || (Named(configuration["urls"]) is { } urls
            && urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .All(url => Uri.TryCreate(url, UriKind.Absolute, out Uri? address) && address.IsLoopback));

    private static string? Named(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static long? Size(IConfiguration configuration, string key) =>
        Named(configuration[key]) is not { } text ? null
        : ByteSize.TryParse(text, out long bytes) ? bytes
        : throw new FormatException($"{key} is \"{text}\", which is no size. Write it like 500MB or 2GiB.");

    private static int? Count(IConfiguration configuration, string key) =>
        Named(configuration[key]) is not { } text ? null
        : int.TryParse(text, out int count) && count is > 0 and <= 1000 ? count
        : throw new FormatException($"{key} is \"{text}\", which is no number from 1 to 1000.");
}
