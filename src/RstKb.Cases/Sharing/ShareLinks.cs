using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using RstKb.Cases.Entities;
using RstKb.Cases.Storage;

namespace RstKb.Cases.Sharing;

/// <summary>Read-only links into cases. Only the token's SHA-256 is stored: who reads the database cannot follow a link, and a look-up by the hash tells nothing by its time.</summary>
public sealed class ShareLinks(IDbContextFactory<CaseDatabase> databases, TimeProvider clock)
{
    /// <summary>How long a link lasts unless something else is asked for.</summary>
    public static readonly TimeSpan DefaultLife = TimeSpan.FromDays(14);

    /// <summary>The longest life.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromDays(365);

    /// <summary>Live links that one case may have.</summary>
    public const int MaxLinks = 200;

    private const int MostReplacements = 64;

    private readonly ConcurrentDictionary<int, AddressReplacement> _replacements = new();
    private readonly PasswordTries _tries = new(clock);

    /// <summary>Makes a link. Null where there is no such case or it has <see cref="MaxLinks"/> live links.</summary>
    public async Task<NewShareLink?> CreateAsync(string caseId, ShareTerms terms, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(terms);
        DateTimeOffset now = clock.GetUtcNow();
        await using CaseDatabase database = await databases.CreateDbContextAsync(cancellationToken);
        int id = await database.Cases.Where(row => row.PublicId == caseId && row.State == CaseState.Done).Select(row => row.Id).SingleOrDefaultAsync(cancellationToken);
        if (id == 0 || await database.ShareLinks.CountAsync(row => row.CaseId == id && row.RevokedAt == null && row.ExpiresAt > now, cancellationToken) >= MaxLinks)
        {
            return null;
        }

        string token = PublicId.New();
        TimeSpan wanted = terms.Life ?? DefaultLife;
        var link = new ShareLink
        {
            CaseId = id,
            TokenHash = Hash(token),
            CreatedAt = now,
            ExpiresAt = now + (wanted < TimeSpan.FromMinutes(1) ? TimeSpan.FromMinutes(1) : wanted > LongestLife ? LongestLife : wanted),
            View = Tail(terms.View),
            SharedBy = PlainText.OneLine(terms.SharedBy, ShareLink.SharedByLength),
            WithNotes = terms.WithNotes,
            Scope = terms.Scope,
            WithPayload = terms is { WithPayload: true, Scope: ShareScope.Slices },
            AddressKey = terms.ReplaceAddresses ? RandomNumberGenerator.GetBytes(AddressReplacement.KeyLength) : null,
            PasswordHash = string.IsNullOrEmpty(terms.Password) ? null : SharePassword.Hash(terms.Password),
        };
        database.ShareLinks.Add(link);
        await database.SaveChangesAsync(cancellationToken);
        return new NewShareLink(token, Viewed(link));
    }

    /// <summary>All links of a case, the newest first.</summary>
    public async Task<IReadOnlyList<ShareLinkView>> ListAsync(string caseId, CancellationToken cancellationToken = default)
    {
        await using CaseDatabase database = await databases.CreateDbContextAsync(cancellationToken);
        List<ShareLink> rows = await database.ShareLinks.AsNoTracking()
            .Where(row => database.Cases.Any(owner => owner.Id == row.CaseId && owner.PublicId == caseId))
            .OrderByDescending(row => row.Id).Take(5 * MaxLinks).ToListAsync(cancellationToken);
        return [.. rows.Select(Viewed)];
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

    /// <summary>What a token opens; null where it is none, was revoked or is over, without telling which. Whether a password has to be asked for is the caller's to see to.</summary>
    /// <param name="count">True where a person opened the page (not for what the page itself asks for later).</param>
    public async Task<SharedCase?> ResolveAsync(string? token, bool count, CancellationToken cancellationToken = default)
    {
        await using CaseDatabase database = await databases.CreateDbContextAsync(cancellationToken);
        if (await FindAsync(database, token, cancellationToken) is not { } link)
        {
            return null;
        }

        string caseId = await database.Cases.Where(row => row.Id == link.CaseId).Select(row => row.PublicId).SingleAsync(cancellationToken);
        if (count)
        {
            await database.ShareLinks.Where(row => row.Id == link.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Opens, row => row.Opens + 1), cancellationToken);
        }

        AddressReplacement? addresses = AddressesOf(link);
        return new SharedCase(
            caseId, link.ExpiresAt, link.View, link.SharedBy, link.WithNotes, link.Scope, link.WithPayload, link.PasswordHash is not null, new SharedLens(addresses),
            link.Scope == ShareScope.Slices ? new Packets.SliceTerms(addresses, link.WithPayload) : null);
    }

    /// <summary>When the link of a token ended or was revoked; null where it is live or there never was one. Only who was sent the link can ask.</summary>
    public async Task<DateTimeOffset?> EndedAsync(string? token, CancellationToken cancellationToken = default)
    {
        DateTimeOffset now = clock.GetUtcNow();
        byte[] hash = Hash(token is { Length: <= 200 } ? token : "");
        await using CaseDatabase database = await databases.CreateDbContextAsync(cancellationToken);
        ShareLink? link = await database.ShareLinks.AsNoTracking().SingleOrDefaultAsync(row => row.TokenHash == hash, cancellationToken);
        return link?.RevokedAt ?? (link?.ExpiresAt <= now ? link.ExpiresAt : null);
    }

    /// <summary>Whether a password opens a link; null where too many wrong ones were tried and this one was not looked at.</summary>
    public async Task<bool?> OpensAsync(string? token, string? password, CancellationToken cancellationToken = default)
    {
        await using CaseDatabase database = await databases.CreateDbContextAsync(cancellationToken);
        if (await FindAsync(database, token, cancellationToken) is not { PasswordHash: { } stored } link)
        {
            return false;
        }

        if (!_tries.MayTry(link.Id))
        {
            return null;
        }

        if (SharePassword.Matches(password, stored))
        {
            return true;
        }

        _tries.Wrong(link.Id);
        return false;
    }

    private async Task<ShareLink?> FindAsync(CaseDatabase database, string? token, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        byte[] hash = Hash(token is { Length: <= 200 } ? token : "");
        return await database.ShareLinks.AsNoTracking()
            .SingleOrDefaultAsync(row => row.TokenHash == hash && row.RevokedAt == null && row.ExpiresAt > now, cancellationToken);
    }

    // The stand-ins that were computed for one page serve the next.
    private AddressReplacement? AddressesOf(ShareLink link)
    {
        if (link.AddressKey is null)
        {
            return null;
        }

        if (_replacements.Count >= MostReplacements)
        {
            _replacements.Clear();
        }

        return _replacements.GetOrAdd(link.Id, _ => new AddressReplacement(link.AddressKey));
    }

    private static ShareLinkView Viewed(ShareLink link) => new(
        link.Id, link.CreatedAt, link.ExpiresAt, link.RevokedAt, link.Opens, link.View, link.SharedBy, link.WithNotes, link.Scope, link.AddressKey is not null, link.PasswordHash is not null);

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>A view as a link keeps it: only a path below the case or a query, nothing that could lead to another place; empty for anything else.</summary>
    public static string Tail(string? view)
    {
        string clean = PlainText.OneLine(view, ShareLink.ViewLength);
        bool below = clean is ['/', not '/' and not '\\', ..] or ['?', ..];
        return below && !clean.Contains("..", StringComparison.Ordinal) && !clean.Contains('\\') ? clean : "";
    }
}
