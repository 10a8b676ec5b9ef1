using RstKb.Capture;
using RstKb.Diagnosis.Report;

namespace RstKb.Cases.Flows;

/// <summary>
/// Counts flows one after the other, in order of their numbers. A scan can make a group of every flow; so groups are small while they are counted, and
/// only those that are shown get their sparkline and their clients.
/// </summary>
internal sealed class OverviewTally(ResetHistogram frame, FlowGrouping grouping)
{
    private const int MaxGroups = 200;
    private const int MaxFacets = 100;
    private const int AddressDigits = 32;

    private readonly FacetTally _causes = new();
    private readonly FacetTally _senders = new();
    private readonly FacetTally _levels = new();
    private readonly FacetTally _stages = new();
    private readonly HistogramBar[] _bars = new HistogramBar[ResetHistogram.BarCount];
    private readonly Dictionary<(string? Cause, string SentBy, string Harm, string Server, int Port), TalliedGroup> _groups = [];
    private readonly Dictionary<string, int> _clients = [];
    private readonly List<(int Group, int Client, byte Bar)> _members = [];
    private int _harmful;
    private int _benign;
    private long _first = long.MaxValue;
    private long _last = long.MinValue;

    public void Add(TalliedFlow flow)
    {
        bool harmful = flow.Harm == "harmful";
        bool benign = flow.Harm == "benign";
        _harmful += harmful ? 1 : 0;
        _benign += benign ? 1 : 0;
        _first = Math.Min(_first, flow.ResetAt);
        _last = Math.Max(_last, flow.ResetAt);
        _causes.Add(flow.Cause ?? FlowFilter.NoCause, harmful);
        _senders.Add(flow.SentBy, harmful);
        _levels.Add(flow.Level, harmful);
        _stages.Add(flow.Stage, harmful);
        int bar = (int)Int128.Clamp(((Int128)flow.ResetAt - frame.Start.Nanoseconds) / frame.BarNanoseconds, 0, ResetHistogram.BarCount - 1);
        ref HistogramBar counted = ref _bars[bar];
        counted = harmful ? counted with { Harmful = counted.Harmful + 1 }
            : benign ? counted with { Benign = counted.Benign + 1 }
            : counted with { NotKnown = counted.NotKnown + 1 };
        AddToGroup(flow, harmful, (byte)bar);
    }

    public CaseOverview Result()
    {
        List<FoldedGroup> all = GroupFolding.Fold(_groups.Values, grouping);
        List<FoldedGroup> shown = [.. all
            .OrderByDescending(group => group.Sum.Harmful).ThenByDescending(group => group.Sum.Flows).ThenBy(group => group.Sum.First).ThenBy(group => group.Sum.Typical)
            .Take(MaxGroups)];
        return new CaseOverview
        {
            Total = _members.Count,
            Harmful = _harmful,
            Benign = _benign,
            NotKnown = _members.Count - _harmful - _benign,
            FirstResetAt = _members.Count == 0 ? null : new CaptureTime(_first),
            LastResetAt = _members.Count == 0 ? null : new CaptureTime(_last),
            Causes = _causes.Most(MaxFacets),
            Senders = _senders.Most(MaxFacets),
            Levels = _levels.Most(MaxFacets),
            Stages = _stages.Most(MaxFacets),
            Groups = Draw(shown),
            GroupsTotal = all.Count,
            Histogram = frame with { Bars = _bars },
        };
    }

    private void AddToGroup(TalliedFlow flow, bool harmful, byte bar)
    {
        bool byCause = grouping != FlowGrouping.Ends;
        bool byEnds = grouping != FlowGrouping.Cause;
        // Where no cause stands out, who sent it mostly does not either: such flows stay together.
        (string?, string, string, string, int) key = (
            byCause ? flow.Cause : null, byCause && flow.Cause is not null ? flow.SentBy : "", byCause ? flow.Harm : "", byEnds ? flow.ServerAddress : "", byEnds ? flow.ServerPort : 0);
        if (!_groups.TryGetValue(key, out TalliedGroup? group))
        {
            _groups[key] = group = new TalliedGroup(_groups.Count, key.Item1, key.Item2, key.Item3, byEnds ? flow.ServerKey : null, key.Item4, key.Item5);
        }

        group.Add(flow, harmful);
        string client = flow.ClientKey.Length > AddressDigits ? flow.ClientKey[..AddressDigits] : "";
        if (!_clients.TryGetValue(client, out int number))
        {
            _clients[client] = number = _clients.Count;
        }

        _members.Add((group.Number, number, bar));
    }

    private ResetGroup[] Draw(List<FoldedGroup> shown)
    {
        var place = new Dictionary<int, int>();
        var sparklines = new int[shown.Count][];
        var clients = new HashSet<int>[shown.Count];
        for (int i = 0; i < shown.Count; i++)
        {
            sparklines[i] = new int[ResetHistogram.BarCount];
            clients[i] = [];
            foreach (TalliedGroup member in shown[i].Members)
            {
                place[member.Number] = i;
            }
        }

        foreach ((int group, int client, byte bar) in _members)
        {
            if (place.TryGetValue(group, out int i))
            {
                sparklines[i][bar]++;
                clients[i].Add(client);
            }
        }

        return [.. shown.Select((group, i) => group.Draw(sparklines[i], clients[i].Count))];
    }
}
