namespace RstKb.Cases.Sharing;

/// <summary>What a share link opens.</summary>
/// <param name="CaseId">The case's public name. It must not reach the other side: it would outlive the link.</param>
/// <param name="ExpiresAt">In UTC.</param>
/// <param name="View">What stands after the case's address; empty for the overview.</param>
/// <param name="SharedBy">May be empty.</param>
/// <param name="WithNotes">True where the other side also sees the notes.</param>
/// <param name="Scope">How much is shown.</param>
/// <param name="WithPayload">True where downloads hold payload.</param>
/// <param name="IsLocked">True where a password is asked for.</param>
/// <param name="Lens">What is shown passes through it.</param>
/// <param name="Slices">What downloads hold; null where there are none.</param>
public sealed record SharedCase(
    string CaseId, DateTimeOffset ExpiresAt, string View, string SharedBy, bool WithNotes, ShareScope Scope, bool WithPayload, bool IsLocked, SharedLens Lens, Packets.SliceTerms? Slices);
