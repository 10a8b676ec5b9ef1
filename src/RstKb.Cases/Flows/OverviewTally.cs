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
    private readonly Dictionary<(string? Cause, string SentBy, string Harm, string Server, int Port), Group> _groups = [];
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
        List<Group> shown = [.. _groups.Values
            .OrderByDescending(group => group.Harmful).ThenByDescending(group => group.Flows).ThenBy(group => group.First).ThenBy(group => group.Typical)
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
            GroupsTotal = _groups.Count,
            Histogram = frame with { Bars = _bars },
        };
    }

    private void AddToGroup(TalliedFlow flow, bool harmful, byte bar)
    {
        bool byCause = grouping != FlowGrouping.Ends;
        bool byEnds = grouping != FlowGrouping.Cause;
        (string?, string, string, string, int) key = (
            byCause ? flow.Cause : null, byCause ? flow.SentBy : "", byCause ? flow.Harm : "", byEnds ? flow.ServerAddress : "", byEnds ? flow.ServerPort : 0);
        if (!_groups.TryGetValue(key, out Group? group))
        {
            _groups[key] = group = new Group(_groups.Count, key);
        }

        group.Add(flow, harmful);
        string client = flow.ClientKey.Length > AddressDigits ? flow.ClientKey[..AddressDigits] : "";
        if (!_clients.TryGetValue(client, out int number))
        {
            _clients[client] = number = _clients.Count;
        }

        _members.Add((group.Number, number, bar));
    }

    private ResetGroup[] Draw(List<Group> shown)
    {
        var place = new Dictionary<int, int>();
        for (int i = 0; i < shown.Count; i++)
        {
            place[shown[i].Number] = i;
        }

        var sparklines = new int[shown.Count][];
        var clients = new HashSet<int>[shown.Count];
        for (int i = 0; i < shown.Count; i++)
        {
            sparklines[i] = new int[ResetHistogram.BarCount];
            clients[i] = [];
        }

        foreach ((int group, int client, byte bar) in _members)
        {
            if (place.TryGetValue(group, out int i))
            {
                sparklines[i][bar]++;
                clients[i].Add(client);
            }
        }

        return [.. shown.Select((group, i) => group.Draw(sparklines[i], clients[i].Count, grouping != FlowGrouping.Cause))];
    }

    private sealed class Group(int number, (string? Cause, string SentBy, string Harm, string Server, int Port) key)
    {
        private int _likely;
        private int _possible;
        private double _confidence;
        private double _best = -1;
        private long _last = long.MinValue;
        private string? _lowClient;
        private string? _highClient;

        public int Number => number;

        public int Flows { get; private set; }

        public int Harmful { get; private set; }

        public long First { get; private set; } = long.MaxValue;

        public int Typical { get; private set; }

        public void Add(TalliedFlow flow, bool harmful)
        {
            Flows++;
            Harmful += harmful ? 1 : 0;
            _likely += flow.Level == "likely" ? 1 : 0;
            _possible += flow.Level == "possible" ? 1 : 0;
            _confidence += flow.Confidence;
            First = Math.Min(First, flow.ResetAt);
            _last = Math.Max(_last, flow.ResetAt);
            _lowClient = _lowClient is null || string.CompareOrdinal(flow.ClientKey, _lowClient) < 0 ? flow.ClientKey : _lowClient;
            _highClient = _highClient is null || string.CompareOrdinal(flow.ClientKey, _highClient) > 0 ? flow.ClientKey : _highClient;
            if (flow.Confidence > _best)
            {
                _best = flow.Confidence;
                Typical = flow.Flow;
            }
        }

        public ResetGroup Draw(int[] sparkline, int clients, bool withServer) => new()
        {
            Cause = key.Cause,
            SentBy = key.SentBy,
            Harm = key.Harm,
            Server = withServer ? new EndpointReport(key.Server, key.Port) : null,
            Flows = Flows,
            Harmful = Harmful,
            Likely = _likely,
            Possible = _possible,
            Confidence = _confidence / Flows,
            FirstResetAt = new CaptureTime(First),
            LastResetAt = new CaptureTime(_last),
            Clients = clients,
            ClientPrefix = EndpointKey.CommonPrefix(_lowClient ?? "", _highClient ?? ""),
            TypicalFlow = Typical,
            Sparkline = sparkline,
        };
    }
}
