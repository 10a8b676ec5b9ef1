using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using RstKb.Cases.Packets;

namespace RstKb.Cases.Sharing;

/// <summary>
/// What a link with certain terms would open, for the person who is about to make it: nothing is stored and there is no token. Stand-ins of addresses are drawn
/// for each case and stay the same until the server stops, so that one can walk through the preview; a link draws its own.
/// </summary>
public sealed class SharePreviews(TimeProvider clock) : IDisposable
{
    private const int MostReplacements = 16;

    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<string, AddressReplacement> _replacements = new();

    /// <summary>A view of a case under these terms. Whether there is such a case is for the caller to see to.</summary>
    public SharedCase Of(string caseId, ShareTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        AddressReplacement? addresses = terms.ReplaceAddresses ? AddressesOf(caseId) : null;
        bool withPayload = terms is { WithPayload: true, Scope: ShareScope.Slices };
        return new SharedCase(
            caseId, clock.GetUtcNow() + (terms.Life ?? ShareLinks.DefaultLife), "", "", terms.WithNotes, terms.Scope, withPayload, IsLocked: false, new SharedLens(addresses),
            terms.Scope == ShareScope.Slices ? new SliceTerms(addresses, withPayload) : null);
    }

    public void Dispose()
    {
        foreach (AddressReplacement addresses in _replacements.Values)
        {
            addresses.Dispose();
        }
    }

    private AddressReplacement AddressesOf(string caseId)
    {
        // Dropped ones are not disposed: a page may still be made with them.
        if (_replacements.Count >= MostReplacements)
        {
            _replacements.Clear();
        }

        return _replacements.GetOrAdd(caseId, id => new AddressReplacement(HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes(id)).AsSpan(0, AddressReplacement.KeyLength)));
    }
}
