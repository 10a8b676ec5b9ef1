using RstKb.Cases.Sharing;

namespace RstKb.Web.Components.Share;

/// <summary>Finds what a shared view shows: by a link's token, or by the case and the terms of a preview.</summary>
public sealed class SharedViews(ShareLinks links, SharePreviews previews, ShareGate gate)
{
    /// <summary>Null where there is nothing behind the address.</summary>
    /// <param name="token">A link's token; null for a preview.</param>
    /// <param name="caseId">The case of a preview.</param>
    /// <param name="terms">The terms of a preview, as <see cref="PreviewTerms"/> writes them.</param>
    public async Task<SharedView?> FindAsync(HttpContext context, string? token, string? caseId, string? terms)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (token is not null)
        {
            return await links.ResolveAsync(token, false, context.RequestAborted) is { } shared
                ? new SharedView(shared, Urls.Shared(token), gate.IsOpen(context, token, shared), IsPreview: false)
                : null;
        }

        return caseId is not null && terms is not null && PreviewTerms.Parse(terms) is { } chosen
            ? new SharedView(previews.Of(caseId, chosen), Urls.Preview(caseId, terms), IsOpen: true, IsPreview: true)
            : null;
    }
}
