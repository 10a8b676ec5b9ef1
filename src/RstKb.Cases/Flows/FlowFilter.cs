using RstKb.Capture;

namespace RstKb.Cases.Flows;

/// <summary>Which reset flows of a case are wanted. Null means any; a value that nothing has gives nothing. Every text counts with its first 100 characters.</summary>
public sealed record FlowFilter
{
    /// <summary>What <see cref="Cause"/> holds to ask for flows whose verdict is undetermined.</summary>
    public const string NoCause = "undetermined";

    /// <summary>Servers that <see cref="NotServer"/> can hold.</summary>
    public const int MaxNotServers = 8;

    /// <summary>All reset flows.</summary>
    public static FlowFilter All { get; } = new();

    /// <summary>A slug, or <see cref="NoCause"/>.</summary>
    public string? Cause { get; init; }

    /// <summary><c>client</c>, <c>server</c>, <c>middlebox</c> or <c>unknown</c>.</summary>
    public string? SentBy { get; init; }

    /// <summary><c>benign</c>, <c>harmful</c> or <c>unknown</c>.</summary>
    public string? Harm { get; init; }

    /// <summary>True leaves out what did no harm.</summary>
    public bool HideBenign { get; init; }

    /// <summary><c>likely</c>, <c>possible</c> or <c>undetermined</c>.</summary>
    public string? Level { get; init; }

    public string? Stage { get; init; }

    /// <summary>An address (<c>10.0.0.5</c>, <c>2001:db8::1</c>), an address with its port (<c>10.0.0.5:443</c>, <c>[2001:db8::1]:443</c>) or a prefix (<c>10.0.0.0/24</c>).</summary>
    public string? Client { get; init; }

    /// <summary>As <see cref="Client"/>.</summary>
    public string? Server { get; init; }

    /// <summary>Servers to leave out, up to <see cref="MaxNotServers"/> of them, separated by commas; each as <see cref="Client"/>.</summary>
    public string? NotServer { get; init; }

    /// <summary>As <see cref="Client"/>; either end may be it.</summary>
    public string? Host { get; init; }

    /// <summary>Either end's port.</summary>
    public int? Port { get; init; }

    /// <summary>Resets at this time or later.</summary>
    public CaptureTime? From { get; init; }

    /// <summary>Resets before this time.</summary>
    public CaptureTime? To { get; init; }

    /// <summary>Text that an address, a port or the cause holds.</summary>
    public string? Text { get; init; }

    /// <summary>Causes whose name holds <see cref="Text"/>, separated by commas; see <see cref="CauseNames"/>.</summary>
    internal string? TextCauses { get; init; }

    /// <summary>What <see cref="TextCauses"/> names.</summary>
    internal IReadOnlyList<string> NamedCauses => TextCauses?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];
}
