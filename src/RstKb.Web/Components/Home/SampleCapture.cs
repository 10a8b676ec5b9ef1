namespace RstKb.Web.Components.Home;

/// <summary>A capture of the content folder that anybody may try.</summary>
/// <param name="File">File name.</param>
/// <param name="Name">What it is called on the page.</param>
public sealed record SampleCapture(string File, string Name);
