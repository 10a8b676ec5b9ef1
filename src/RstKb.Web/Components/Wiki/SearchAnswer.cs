using RstKb.Cases.Search;
using RstKb.Knowledge;

namespace RstKb.Web.Components.Wiki;

/// <summary>What a search found.</summary>
/// <param name="Articles">Causes and guides, the best first.</param>
/// <param name="Cases">Cases, notes on cases and notes on articles, the best first.</param>
/// <param name="Corrections">Words that were taken for others.</param>
/// <param name="Took">How long it took on the server.</param>
public sealed record SearchAnswer(IReadOnlyList<SearchHit> Articles, IReadOnlyList<CaseTextHit> Cases, IReadOnlyList<Correction> Corrections, TimeSpan Took);
