using System.Globalization;

namespace RstKb.Web;

/// <summary>The only place where a link is made. Every address is absolute on this host, since a page's base is the root.</summary>
public static class Urls
{
    public const string Home = "/";

    public const string Cases = "/cases";

    public const string Causes = "/causes";

    public const string Guides = "/guides";

    public const string SearchPage = "/search";

    public const string Keys = "/keys";

    /// <summary>How often verdicts are right.</summary>
    public const string Calibration = "/calibration";

    public const string Captures = "/api/v1/captures";

    public static string Cause(string slug) => $"/causes/{Escape(slug)}";

    public static string Guide(string slug) => $"/guides/{Escape(slug)}";

    public static string Article(RstKb.Knowledge.Article article) =>
        article.Kind == RstKb.Knowledge.ArticleKind.Cause ? Cause(article.Slug) : Guide(article.Slug);

    public static string Search(string query) => $"/search?q={Escape(query)}";

    /// <summary>A sample capture of the content folder.</summary>
    public static string Sample(string file) => $"/samples/{Escape(file)}";

    /// <summary>Opens the analysis of a sample, by POST.</summary>
    /// <param name="file">Its file name.</param>
    /// <param name="atFlow">True for the flow that tells the story, false for the case's overview.</param>
    public static string OpenSample(string file, bool atFlow) => WithQuery($"/samples/{Escape(file)}/open", ("flow", atFlow ? "1" : null));

    /// <summary>The Markdown from which an article is made.</summary>
    /// <param name="sourcePath">As <c>causes/closed-port.md</c>.</param>
    public static string Source(string sourcePath) => "/" + sourcePath;

    /// <summary>What changed in the articles, as Atom.</summary>
    public const string Feed = "/feed.atom";

    public const string SiteMap = "/sitemap.xml";

    public static string Case(string caseId) => $"/c/{Escape(caseId)}";

    /// <summary>The overview of a case also where it holds one reset only, in which case its plain address opens that flow.</summary>
    public static string Overview(string caseId) => $"{Case(caseId)}?overview";

    /// <summary>The share dialog of a case.</summary>
    /// <param name="caseId">The case's public name.</param>
    /// <param name="view">What stands after the case's address in the view that is open; empty for the overview.</param>
    public static string ShareOf(string caseId, string view = "") => $"/c/{Escape(caseId)}?share" + (view.Length == 0 ? "" : "&view=" + Escape(view));

    public static string Report(string caseId) => $"/api/v1/cases/{Escape(caseId)}/report";

    /// <summary>The flow table of a case as comma-separated values; the query is that of the case's page.</summary>
    public static string FlowTable(string caseId) => $"/api/v1/cases/{Escape(caseId)}/flows.csv";

    /// <summary>One flow of a stored capture as pcapng.</summary>
    public static string FlowCapture(string caseId, int flow) => $"/api/v1/cases/{Escape(caseId)}/flows/{flow.ToString(CultureInfo.InvariantCulture)}/capture";

    /// <summary>The flows of a view as pcapng; the query is that of the case's page.</summary>
    public static string FlowCaptures(string caseId) => $"/api/v1/cases/{Escape(caseId)}/flows.pcapng";

    /// <summary>The bytes of a stored capture's packets; the packet's number follows.</summary>
    public static string PacketBytes(string caseId) => $"/api/v1/cases/{Escape(caseId)}/packets/";

    public static string CaseProgress(string caseId) => $"/api/v1/cases/{Escape(caseId)}/progress";

    public static string Shared(string token) => $"/s/{Escape(token)}";

    /// <summary>What a link would show that does not exist yet.</summary>
    /// <param name="caseId">The case's public name.</param>
    /// <param name="terms">What was chosen for the link.</param>
    public static string Preview(string caseId, string terms) => $"{Case(caseId)}/preview/{Escape(terms)}";

    /// <summary>One flow of a shared view as pcapng.</summary>
    /// <param name="root">What <see cref="Shared"/> or <see cref="Preview"/> gave.</param>
    /// <param name="flow">The flow's number.</param>
    public static string SharedSlice(string root, int flow) => Flow(root, flow) + "/capture";

    /// <summary>A flow below a case or a shared view.</summary>
    /// <param name="root">What <see cref="Case"/> or <see cref="Shared"/> gave.</param>
    /// <param name="flow">The flow's number.</param>
    public static string Flow(string root, int flow) => root + "/f/" + flow.ToString(CultureInfo.InvariantCulture);

    /// <summary>A flow's ladder as one SVG file; the query is that of the flow's page.</summary>
    /// <param name="flowAddress">What <see cref="Flow"/> gave.</param>
    public static string LadderPicture(string flowAddress) => flowAddress + "/ladder.svg";

    /// <summary>A flow beside another one.</summary>
    /// <param name="flowAddress">What <see cref="Flow"/> gave.</param>
    /// <param name="other">The other flow; null for a healthy one to the same server.</param>
    public static string Compare(string flowAddress, int? other = null) => flowAddress + "/compare" + (other is { } number ? "/" + number.ToString(CultureInfo.InvariantCulture) : "");

    /// <summary>An address with another query; pairs without a value are left out, the order stays.</summary>
    public static string WithQuery(string path, params ReadOnlySpan<(string Name, string? Value)> query)
    {
        var address = new System.Text.StringBuilder(path);
        var separator = '?';
        foreach (var (name, value) in query)
        {
            if (string.IsNullOrEmpty(value))
            {
                continue;
            }

            address.Append(separator).Append(name).Append('=').Append(Escape(value));
            separator = '&';
        }

        return address.ToString();
    }

    /// <summary>A place within a page.</summary>
    public static string Anchor(string address, string id) => address + "#" + Escape(id);

    private static string Escape(string text) => Uri.EscapeDataString(text);
}
