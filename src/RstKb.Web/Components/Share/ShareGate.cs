using Microsoft.AspNetCore.DataProtection;
using RstKb.Cases.Sharing;

namespace RstKb.Web.Components.Share;

/// <summary>Remembers in the browser that a link's password was given: in a cookie that is sent below that link alone and ends with it.</summary>
public sealed class ShareGate(IDataProtectionProvider protection, TimeProvider clock)
{
    private const string Name = "share";

    private readonly IDataProtector protector = protection.CreateProtector("RstKb.ShareGate");

    /// <summary>Whether nothing, or nothing any more, stands between this browser and what the link shows.</summary>
    public bool IsOpen(HttpContext context, string token, SharedCase shared)
    {
        if (!shared.IsLocked)
        {
            return true;
        }

        try
        {
            return context.Request.Cookies[Name] is { Length: < 1000 } kept && protector.Unprotect(kept) == token;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return false;
        }
    }

    /// <summary>Opens it where the password is right; else a sentence that says why not.</summary>
    public async Task<string?> TryAsync(HttpContext context, string token, SharedCase shared, string? password, ShareLinks links)
    {
        switch (await links.OpensAsync(token, password, context.RequestAborted))
        {
            case true:
                Open(context, token, shared);
                return null;
            case null:
                return "Too many wrong passwords were tried. Wait ten minutes.";
            default:
                return "This is not the password of this link.";
        }
    }

    private void Open(HttpContext context, string token, SharedCase shared) => context.Response.Cookies.Append(Name, protector.Protect(token), new CookieOptions
    {
        Path = Urls.Shared(token),
        MaxAge = shared.ExpiresAt - clock.GetUtcNow(),
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        IsEssential = true,
    });
}
