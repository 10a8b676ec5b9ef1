namespace RstKb.Web.Components.Case;

/// <summary>Where an overview stands: below a case's own address or below a share link.</summary>
/// <param name="Root">Address of the case or the shared view.</param>
/// <param name="CaseId">The case's public name.</param>
/// <param name="IsShared">True in a shared view: nothing can be written, and the case's own name must not be shown.</param>
public sealed record CasePlace(string Root, string CaseId, bool IsShared);
