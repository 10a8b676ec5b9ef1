namespace RstKb.Knowledge;

/// <summary>A link, or a slug under <c>related</c>, that leads to nothing.</summary>
/// <param name="SourcePath">The article that holds it, relative to the content folder.</param>
/// <param name="Line">From 1.</param>
/// <param name="Target">As it was written.</param>
public sealed record DeadLink(string SourcePath, int Line, string Target)
{
    public override string ToString() => $"{SourcePath}, line {Line}: {Target} leads nowhere";
}
