namespace RstKb.Knowledge.Extensions.CheckedLinks;

internal static class LinkTargets
{
    public static LinkTarget Of(string? url)
    {
        // A browser drops tabs, line ends and leading blanks from an address before it looks for the scheme.
        string address = string.Concat((url ?? "").Where(letter => letter > ' ' && letter != '\x7f')).Replace('\\', '/');
        if (address.StartsWith("//", StringComparison.Ordinal))
        {
            return LinkTarget.Outside;
        }

        int schemeEnd = address.IndexOfAny([':', '/', '?', '#']);
        if (schemeEnd < 0 || address[schemeEnd] != ':')
        {
            return LinkTarget.Here;
        }

        return address[..schemeEnd].ToLowerInvariant() switch
        {
            "http" or "https" => LinkTarget.Outside,
            "mailto" => LinkTarget.Mail,
            _ => LinkTarget.Refused,
        };
    }
}
