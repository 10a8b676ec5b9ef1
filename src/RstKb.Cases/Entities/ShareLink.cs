using RstKb.Cases.Sharing;

namespace RstKb.Cases.Entities;

/// <summary>A read-only way into one case for people who do not know its address. The token itself is not stored.</summary>
public sealed class ShareLink
{
    public const int ViewLength = 500;
    public const int SharedByLength = 80;

    public int Id { get; set; }

    public int CaseId { get; set; }

    /// <summary>SHA-256 of the token's text.</summary>
    public required byte[] TokenHash { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }

    public required DateTimeOffset ExpiresAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    public int Opens { get; set; }

    /// <summary>What stands after the case's address in the view that is shared, for instance <c>/f/17?p=1231</c>; empty for the overview.</summary>
    public required string View { get; set; }

    /// <summary>Who shared it, as they call themselves; may be empty.</summary>
    public required string SharedBy { get; set; }

    /// <summary>True where the other side also sees the notes.</summary>
    public bool WithNotes { get; set; }

    public ShareScope Scope { get; set; } = ShareScope.Headers;

    /// <summary>True where downloads hold payload.</summary>
    public bool WithPayload { get; set; }

    /// <summary>The key of the stand-ins for addresses; null where they are shown.</summary>
    public byte[]? AddressKey { get; set; }

    /// <summary>Salt and hash; null where no password is asked for.</summary>
    public byte[]? PasswordHash { get; set; }
}
