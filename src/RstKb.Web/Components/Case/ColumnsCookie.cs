using RstKb.Cases.Flows;

namespace RstKb.Web.Components.Case;

/// <summary>Remembers in the browser which columns of the flow table a person chose.</summary>
public static class ColumnsCookie
{
    private const string Name = "columns";
    private const char Separator = '.';

    /// <summary>What was chosen; null for the usual columns.</summary>
    public static IReadOnlySet<FlowColumn>? Read(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Request.Cookies[Name] is { Length: > 0 and < 200 } kept ? Parse(kept.Split(Separator)) : null;
    }

    /// <summary>Keeps a choice for a year; null goes back to the usual columns.</summary>
    public static void Write(HttpContext context, IEnumerable<string>? columns)
    {
        ArgumentNullException.ThrowIfNull(context);
        var options = new CookieOptions { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, HttpOnly = true, IsEssential = true };
        if (columns is null)
        {
            context.Response.Cookies.Delete(Name, options);
            return;
        }

        // A choice of nothing but the fixed columns is a choice too.
        context.Response.Cookies.Append(Name, string.Join(Separator, Parse(columns).Append(FlowColumn.Flow).Distinct().Order()), options);
    }

    private static HashSet<FlowColumn> Parse(IEnumerable<string> names) =>
        [.. names.Where(name => name.Length > 0 && char.IsAsciiLetter(name[0])).Select(name => Enum.TryParse(name, true, out FlowColumn column) ? column : FlowColumn.Flow)];
}
