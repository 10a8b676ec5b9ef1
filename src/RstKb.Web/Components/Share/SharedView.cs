using RstKb.Cases.Sharing;

namespace RstKb.Web.Components.Share;

/// <summary>What stands behind an address of a shared view.</summary>
/// <param name="Case">What is shown of which case.</param>
/// <param name="Root">Address below which all of it lies.</param>
/// <param name="IsOpen">False where a password has to be given first.</param>
/// <param name="IsPreview">True where no link exists: its maker looks at what the other side would see.</param>
public sealed record SharedView(SharedCase Case, string Root, bool IsOpen, bool IsPreview);
