namespace RstKb.Cases.Flows;

/// <summary>The running figures of flows that belong together: those of one cause at one server, or the sum of several such.</summary>
internal sealed class TalliedGroup(int number, string? cause, string sentBy, string harm, string? serverKey, string server, int port)
{
    private double _confidence;
    private double _best = -1;

    /// <summary>Counts from 0 in order of appearance; of a sum it is its first member's.</summary>
    public int Number => number;

    public string? Cause => cause;

    public string SentBy => sentBy;

    public string Harm => harm;

    /// <summary>See <see cref="EndpointKey"/>; null where flows are not grouped by their server.</summary>
    public string? ServerKey => serverKey;

    public string Server => server;

    public int Port => port;

    public int Flows { get; private set; }

    /// <summary>Connections of the whole capture to the group's server, or to the servers of a sum; 0 where they were not counted.</summary>
    public int Connections { get; private set; }

    public int Harmful { get; private set; }

    public int Likely { get; private set; }

    public int Possible { get; private set; }

    public long First { get; private set; } = long.MaxValue;

    public long Last { get; private set; } = long.MinValue;

    public int Typical { get; private set; }

    public string LowClient { get; private set; } = "";

    public string HighClient { get; private set; } = "";

    /// <summary>Mean of the flows' confidence.</summary>
    public double Confidence => _confidence / Math.Max(1, Flows);

    public void Add(TalliedFlow flow, bool harmful)
    {
        Harmful += harmful ? 1 : 0;
        Likely += flow.Level == "likely" ? 1 : 0;
        Possible += flow.Level == "possible" ? 1 : 0;
        _confidence += flow.Confidence;
        Widen(flow.ClientKey, flow.ClientKey, flow.ResetAt, flow.ResetAt);
        Flows++;
        Connections = flow.ServerConnections;
        Offer(flow.Flow, flow.Confidence);
    }

    /// <summary>Adds another group's figures.</summary>
    public void Add(TalliedGroup other)
    {
        Harmful += other.Harmful;
        Likely += other.Likely;
        Possible += other.Possible;
        _confidence += other._confidence;
        Widen(other.LowClient, other.HighClient, other.First, other.Last);
        Flows += other.Flows;
        Connections += other.Connections;
        Offer(other.Typical, other._best);
    }

    private void Widen(string low, string high, long first, long last)
    {
        LowClient = Flows == 0 || string.CompareOrdinal(low, LowClient) < 0 ? low : LowClient;
        HighClient = Flows == 0 || string.CompareOrdinal(high, HighClient) > 0 ? high : HighClient;
        First = Math.Min(First, first);
        Last = Math.Max(Last, last);
    }

    private void Offer(int flow, double confidence)
    {
        if (confidence > _best)
        {
            _best = confidence;
            Typical = flow;
        }
    }
}
