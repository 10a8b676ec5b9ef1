using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using RstKb.Cases.Entities;
using RstKb.Cases.Storage;

namespace RstKb.Cases;

/// <summary>Read-only links into cases. Only the token's SHA-256 is stored: who reads the database cannot follow a link, and a look-up by the hash tells nothing by its time.</summary>
public sealed class ShareLinks(IDbContextFactory<CaseDatabase> databases, TimeProvider clock)
{
    /// <summary>How long a link lasts unless something else is asked for.</summary>
    public static readonly TimeSpan DefaultLife = TimeSpan.FromDays(14);

    /// <summary>The longest life.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromDays(365);

    /// <summary>Live links that one case may have.</summary>
    public const int MaxLinks = 200;

    /// <summary>Makes a link. Null where there is no such case or it has <see cref="MaxLinks"/> live links.</summary>
    /// <param name="life">From one minute to <see cref="LongestLife"/>; null for <see cref="DefaultLife"/>.</param>
    /// <param name="view">What stands after the case's address, for instance <c>/f/17?p=1231</c>; anything that is no such tail counts as the overview.</param>
    public async Task<NewShareLink?> CreateAsync(
        string caseId, TimeSpan? life = null, string? view = null, string? sharedBy = null, bool withNotes = false, CancellationToken cancellationToken = default)
    {
        DateTimeOffset now = clock.GetUtcNow();
        await using CaseDatabase database = await databases.CreateDbContextAsync(cancellationToken);
        int id = await database.Cases.Where(row => row.PublicId == caseId && row.State == CaseState.Done).Select(row => row.Id).SingleOrDefaultAsync(cancellationToken);
        if (id == 0 || await database.ShareLinks.CountAsync(row => row.CaseId == id && row.RevokedAt == null && row.ExpiresAt > now, cancellationToken) >= MaxLinks)
        {
            return null;
        }

        string token = PublicId.New();
        TimeSpan wanted = life ?? DefaultLife;
        var link = new ShareLink
        {
            CaseId = id,
            TokenHash = Hash(token),
            CreatedAt = now,
            ExpiresAt = now + (wanted < TimeSpan.FromMinutes(1) ? TimeSpan.FromMinutes(1) : wanted > LongestLife ? LongestLife : wanted),
            View = Tail(view),
            SharedBy = PlainText.OneLine(sharedBy, ShareLink.SharedByLength),
            WithNotes = withNotes,
        };
        database.ShareLinks.Add(link);
        await database.SaveChangesAsync(cancellationToken);
        return new NewShareLink(token, new ShareLinkView(link.Id, link.CreatedAt, link.ExpiresAt, null, 0, link.View, link.SharedBy, link.WithNotes));
    }

    /// <summary>All links of a case, the newest first.</summary>
    public async Task<IReadOnlyList<ShareLinkView>> ListAsync(string caseId, CancellationToken cancellationToken = default)
    {
        await using CaseDatabase database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.ShareLinks.AsNoTracking()
            .Where(row => database.Cases.Any(owner => owner.Id == row.CaseId && owner.PublicId == caseId))
            .OrderByDescending(row => row.Id).Take(5 * MaxLinks)
            .Select(row => new ShareLinkView(row.Id, row.CreatedAt, row.ExpiresAt, row.RevokedAt, row.Opens, row.View, row.SharedBy, row.WithNotes))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Ends a link at once. False where the case has no such link or it was revoked before.</summary>
    public async Task<bool> RevokeAsync(string caseId, int link, CancellationToken cancellationToken = default)
    {
        DateTimeOffset? now = clock.GetUtcNow();
        await using CaseDatabase database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.ShareLinks
            .Where(row => row.Id == link && row.RevokedAt == null && database.Cases.Any(owner => owner.Id == row.CaseId && owner.PublicId == caseId))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.RevokedAt, now), cancellationToken) > 0;
    }

    /// <summary>What a token opens; null where it is none, was revoked or is over, without telling which.</summary>
    /// <param name="count">True where a person opened the page (not for what the page itself asks for later).</param>
    public async Task<SharedCase?> ResolveAsync(string? token, bool count, CancellationToken cancellationToken = default)
    {
        DateTimeOffset now = clock.GetUtcNow();
        byte[] hash = Hash(token is { Length: <= 200 } ? token : "");
        await using CaseDatabase database = await databases.CreateDbContextAsync(cancellationToken);
        var found = await database.ShareLinks.AsNoTracking()
            .Where(row => row.TokenHash == hash && row.RevokedAt == null && row.ExpiresAt > now)
            .Join(database.Cases, row => row.CaseId, owner => owner.Id, (row, owner) => new { row.Id, Shared = new SharedCase(owner.PublicId, row.ExpiresAt, row.View, row.SharedBy, row.WithNotes) })
            .SingleOrDefaultAsync(cancellationToken);
        if (found is not null && count)
        {
            await database.ShareLinks.Where(row => row.Id == found.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Opens, row => row.Opens + 1), cancellationToken);
        }

        return found?.Shared;
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    // Only a path below the case or a query: nothing that could lead to another place.
    private static string Tail(string? view)
    {
        string clean = PlainText.OneLine(view, ShareLink.ViewLength);
        bool below = clean is ['/', not '/' and not '\\', ..] or ['?', ..];
        return below && !clean.Contains("..", StringComparison.Ordinal) && !clean.Contains('\\') ? clean : "";
    }
}
