namespace RstKb.Web.Components.Share;

/// <summary>What the form for notes sends.</summary>
public sealed class NoteInput
{
    public string? Text { get; set; }

    public string? Author { get; set; }

    /// <summary><c>agree</c>, <c>other-cause</c>, <c>not-a-problem</c> or null.</summary>
    public string? Stance { get; set; }

    public string? Cause { get; set; }
}
