namespace RstKb.Cases.Sharing;

/// <summary>A share link as the dialog lists it; the token is not known any more.</summary>
/// <param name="Id">Its number, to revoke it.</param>
/// <param name="CreatedAt">In UTC.</param>
/// <param name="ExpiresAt">In UTC.</param>
/// <param name="RevokedAt">Null while it was not revoked.</param>
/// <param name="Opens">How often it was followed.</param>
/// <param name="View">What stands after the case's address; empty for the overview.</param>
/// <param name="SharedBy">May be empty.</param>
/// <param name="WithNotes">True where the other side also sees the notes.</param>
/// <param name="Scope">How much it shows.</param>
/// <param name="ReplacesAddresses">True where stand-ins are shown.</param>
/// <param name="HasPassword">True where a password is asked for.</param>
public sealed record ShareLinkView(
    int Id, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt, int Opens, string View, string SharedBy, bool WithNotes,
    ShareScope Scope, bool ReplacesAddresses, bool HasPassword);
