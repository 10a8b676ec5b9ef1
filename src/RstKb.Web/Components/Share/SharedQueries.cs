using Microsoft.AspNetCore.WebUtilities;
using RstKb.Cases.Sharing;
using RstKb.Web.Components.Case;

namespace RstKb.Web.Components.Share;

/// <summary>Translates the queries of a shared view: its addresses hold stand-ins, the store knows true ones.</summary>
internal static class SharedQueries
{
    /// <summary>The query that the store is asked, for one whose addresses are stand-ins.</summary>
    public static CaseQuery Inward(this SharedLens lens, CaseQuery shown) => !lens.ReplacesAddresses ? shown : shown with
    {
        Client = lens.Inward(shown.Client),
        Server = lens.Inward(shown.Server),
        NotServer = lens.Inward(shown.NotServer),
        Host = lens.Inward(shown.Host),
        Text = lens.Wanted(shown.Text),
    };

    /// <summary>The tail of an address with stand-ins in place of the addresses in its query.</summary>
    public static string Outward(this SharedLens lens, string view)
    {
        int query = view.IndexOf('?', StringComparison.Ordinal);
        return !lens.ReplacesAddresses || query < 0
            ? view
            : Urls.WithQuery(view[..query], [.. QueryHelpers.ParseQuery(view[query..]).Select(pair => (pair.Key, (string?)lens.Text(pair.Value.ToString())))]);
    }
}
