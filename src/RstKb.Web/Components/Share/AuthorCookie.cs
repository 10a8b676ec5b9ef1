namespace RstKb.Web.Components.Share;

/// <summary>Remembers in the browser how somebody signed their last note, so that they need not type it again.</summary>
public static class AuthorCookie
{
    public const string Name = "author";

    private const int Longest = 80;

    /// <summary>Keeps a name for a year; an empty one is not kept.</summary>
    public static void Remember(HttpContext context, string? author)
    {
        if (!string.IsNullOrWhiteSpace(author) && !context.Response.HasStarted)
        {
            var name = author.Trim();
            context.Response.Cookies.Append(Name, name.Length > Longest ? name[..Longest] : name,
                new CookieOptions { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, HttpOnly = true, IsEssential = true });
        }
    }
}
