namespace RstKb.Web.Components.Layout;

/// <summary>One step of the way to a page.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Address">Where it leads; null for the page itself.</param>
public sealed record Crumb(string Text, string? Address = null);
