namespace RstKb.Knowledge.Search;

/// <summary>Systems, browsers and libraries name one error in many ways; articles list the words of one or two of them.</summary>
internal static class SameError
{
    private const string Reset = "Connection reset by peer";
    private const string Refused = "Connection refused";
    private const string TimedOut = "Connection timed out";
    private const string BrokenPipe = "Broken pipe";

    /// <summary>
    /// Linux: errno(3). Windows: learn.microsoft.com, "Windows Sockets Error Codes". Browsers: Chromium's net_error_list.h, Mozilla's
    /// error pages.
    /// </summary>
    private static readonly (string[] Said, string[] Meant)[] Names = [.. new (string Said, string Meant)[]
    {
        ("existing connection was forcibly closed by the remote host", Reset),
        ("WSAECONNRESET", Reset),
        ("10054", Reset),
        ("ECONNRESET", Reset),
        ("104", Reset),
        ("ERR_CONNECTION_RESET", Reset),
        ("PR_CONNECT_RESET_ERROR", Reset),
        ("connection was reset", Reset),
        ("target machine actively refused it", Refused),
        ("WSAECONNREFUSED", Refused),
        ("10061", Refused),
        ("ECONNREFUSED", Refused),
        ("111", Refused),
        ("ERR_CONNECTION_REFUSED", Refused),
        ("connected party did not properly respond after a period of time", TimedOut),
        ("WSAETIMEDOUT", TimedOut),
        ("10060", TimedOut),
        ("ETIMEDOUT", TimedOut),
        ("110", TimedOut),
        ("ERR_CONNECTION_TIMED_OUT", TimedOut),
        ("EPIPE", BrokenPipe),
        ("EHOSTUNREACH", "No route to host"),
        ("113", "No route to host"),
        ("ENETUNREACH", "Network is unreachable"),
        ("EADDRNOTAVAIL", "Cannot assign requested address"),
        ("ERR_EMPTY_RESPONSE", "Empty reply from server"),
    }.Select(pair => (Words.PartsOf(pair.Said), Words.PartsOf(pair.Meant)))];

    /// <summary>The other words for what a query says, or null where it says none of these.</summary>
    public static string[]? For(IReadOnlyList<string> sequence)
    {
        foreach (var (said, meant) in Names)
        {
            for (int start = 0; start + said.Length <= sequence.Count; start++)
            {
                if (Enumerable.Range(0, said.Length).All(place => sequence[start + place] == said[place]))
                {
                    return meant;
                }
            }
        }

        return null;
    }
}
