using RstKb.Knowledge;
using RstKb.Web.Components.Controls;

namespace RstKb.Web.Components.Wiki;

/// <summary>The articles at one moment with what is made of them. A request sees one of these from its beginning to its end.</summary>
/// <param name="Catalogue">The articles.</param>
/// <param name="Search">The search over them.</param>
/// <param name="Titles">What the causes are called.</param>
public sealed record LibraryState(ArticleCatalogue Catalogue, SearchIndex Search, CauseTitles Titles);
