namespace RstKb.Web.Components.Share;

/// <summary>What the share dialog sends.</summary>
public sealed class ShareInput
{
    /// <summary>What stands after the case's address; empty for the overview.</summary>
    public string? View { get; set; }

    /// <summary>Days until it ends.</summary>
    public int? Days { get; set; }

    public bool WithNotes { get; set; }

    public string? SharedBy { get; set; }
}
