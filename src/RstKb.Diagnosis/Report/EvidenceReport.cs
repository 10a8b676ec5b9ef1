namespace RstKb.Diagnosis.Report;

/// <summary>Something that was seen.</summary>
/// <param name="Code">A stable short name of this kind of evidence.</param>
/// <param name="Text">One sentence with its figures; lower case, no final stop.</param>
/// <param name="Strength"><c>weak</c>, <c>medium</c> or <c>strong</c>.</param>
/// <param name="Supports">Slugs it speaks for.</param>
/// <param name="Against">Slugs it speaks against.</param>
/// <param name="Packets">The packets to look at.</param>
public sealed record EvidenceReport(
    string Code, string Text, string Strength, IReadOnlyList<string> Supports, IReadOnlyList<string> Against, IReadOnlyList<long> Packets);
