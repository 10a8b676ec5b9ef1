using RstKb.Cases.Sharing;

namespace RstKb.Web.Components.Share;

/// <summary>What the share dialog sends.</summary>
public sealed class ShareInput
{
    /// <summary>What stands after the case's address; empty for the overview.</summary>
    public string? View { get; set; }

    /// <summary>Days until it ends.</summary>
    public int? Days { get; set; }

    /// <summary><c>verdicts</c>, <c>headers</c> or <c>slices</c>.</summary>
    public string? Scope { get; set; }

    public bool ReplaceAddresses { get; set; }

    public bool WithPayload { get; set; }

    public bool WithNotes { get; set; }

    public string? SharedBy { get; set; }

    public string? Password { get; set; }

    /// <summary>True where only a look at it is wanted.</summary>
    public bool Preview { get; set; }

    /// <summary>The same for the store.</summary>
    public ShareTerms Terms() => new()
    {
        Life = TimeSpan.FromDays(Math.Clamp(Days ?? (int)ShareLinks.DefaultLife.TotalDays, 1, (int)ShareLinks.LongestLife.TotalDays)),
        View = View,
        SharedBy = SharedBy,
        WithNotes = WithNotes,
        Scope = Enum.TryParse(Scope, true, out ShareScope scope) && Enum.IsDefined(scope) ? scope : ShareScope.Headers,
        ReplaceAddresses = ReplaceAddresses,
        WithPayload = WithPayload,
        Password = Password,
    };
}
