namespace RstKb.Cases.Sharing;

/// <summary>A share link right after it was made.</summary>
/// <param name="Token">128 random bits; shown once, stored only as a hash.</param>
/// <param name="Link">The rest.</param>
public sealed record NewShareLink(string Token, ShareLinkView Link);
