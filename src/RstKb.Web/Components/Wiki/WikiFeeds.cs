using System.Globalization;
using System.Text;
using System.Xml;
using RstKb.Knowledge;

namespace RstKb.Web.Components.Wiki;

/// <summary>What programs read of the wiki: the map of its pages, the feed of its changes, and what robots may ask for.</summary>
internal static class WikiFeeds
{
    private const string SiteMapSpace = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private const string AtomSpace = "http://www.w3.org/2005/Atom";
    private const int MostEntries = 50;

    // Cases and links to them are the team's own, and a search has no end.
    private const string Robots = "User-agent: *\nDisallow: /c/\nDisallow: /s/\nDisallow: /cases\nDisallow: /search\nDisallow: /api/\nDisallow: /samples/\nSitemap: ";

    public static void MapWikiFeeds(this IEndpointRouteBuilder app)
    {
        app.MapGet(Urls.SiteMap, static (HttpRequest request, ArticleCatalogue articles) => Results.Text(SiteMap(Origin(request), articles), "application/xml; charset=utf-8"));
        app.MapGet(Urls.Feed, static (HttpRequest request, ArticleCatalogue articles) => Results.Text(Atom(Origin(request), articles), "application/atom+xml; charset=utf-8"));
        app.MapGet("/robots.txt", static (HttpRequest request) => Results.Text($"{Robots}{Origin(request)}{Urls.SiteMap}\n"));
    }

    private static string Origin(HttpRequest request) => $"{request.Scheme}://{request.Host}";

    private static string SiteMap(string origin, ArticleCatalogue articles) => Xml(xml =>
    {
        xml.WriteStartElement("urlset", SiteMapSpace);
        foreach (string page in new[] { Urls.Home, Urls.Causes, Urls.Guides })
        {
            Page(page, null);
        }

        foreach (Article article in articles.Articles)
        {
            Page(Urls.Article(article), article.Reviewed);
        }

        xml.WriteEndElement();

        void Page(string address, DateOnly? changed)
        {
            xml.WriteStartElement("url", SiteMapSpace);
            xml.WriteElementString("loc", SiteMapSpace, origin + address);
            if (changed is { } day)
            {
                xml.WriteElementString("lastmod", SiteMapSpace, Day(day));
            }

            xml.WriteEndElement();
        }
    });

    private static string Atom(string origin, ArticleCatalogue articles) => Xml(xml =>
    {
        var latest = articles.Articles.OrderByDescending(article => article.Reviewed).ThenBy(article => article.SourcePath, StringComparer.Ordinal).Take(MostEntries).ToList();
        xml.WriteStartElement("feed", AtomSpace);
        Element("title", "RstKb: articles that changed");
        Element("id", origin + Urls.Feed);
        Link("self", origin + Urls.Feed);
        Link("alternate", origin + Urls.Causes);
        Element("updated", Moment(latest.Count == 0 ? DateOnly.MinValue : latest[0].Reviewed));
        xml.WriteStartElement("author", AtomSpace);
        Element("name", "RstKb");
        xml.WriteEndElement();
        foreach (Article article in latest)
        {
            xml.WriteStartElement("entry", AtomSpace);
            Element("title", article.Title);
            Element("id", origin + Urls.Article(article));
            Link("alternate", origin + Urls.Article(article));
            Element("updated", Moment(article.Reviewed));
            Element("summary", article.Summary);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();

        void Element(string name, string text) => xml.WriteElementString(name, AtomSpace, text);

        void Link(string relation, string address)
        {
            xml.WriteStartElement("link", AtomSpace);
            xml.WriteAttributeString("rel", relation);
            xml.WriteAttributeString("href", address);
            xml.WriteEndElement();
        }
    });

    private static string Xml(Action<XmlWriter> write)
    {
        var text = new Utf8Text();
        using (XmlWriter xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true }))
        {
            write(xml);
        }

        return text.ToString();
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Moment(DateOnly day) => $"{Day(day)}T00:00:00Z";

    // A StringWriter would say UTF-16 in the declaration.
    private sealed class Utf8Text() : StringWriter(CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => Encoding.UTF8;
    }
}
