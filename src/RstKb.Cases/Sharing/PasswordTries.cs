namespace RstKb.Cases.Sharing;

/// <summary>Counts wrong passwords of each link, so that nobody can try many: ten in ten minutes.</summary>
internal sealed class PasswordTries(TimeProvider clock)
{
    private const int Most = 10;
    private const int MostLinks = 10_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<int, (DateTimeOffset Since, int Wrong)> _links = [];

    /// <summary>Whether another password may be tried.</summary>
    public bool MayTry(int link)
    {
        lock (_gate)
        {
            return !_links.TryGetValue(link, out (DateTimeOffset Since, int Wrong) tries) || clock.GetUtcNow() - tries.Since > Window || tries.Wrong < Most;
        }
    }

    public void Wrong(int link)
    {
        lock (_gate)
        {
            DateTimeOffset now = clock.GetUtcNow();
            if (_links.Count >= MostLinks)
            {
                _links.Clear();
            }

            _links[link] = _links.TryGetValue(link, out (DateTimeOffset Since, int Wrong) tries) && now - tries.Since <= Window ? (tries.Since, tries.Wrong + 1) : (now, 1);
        }
    }
}
