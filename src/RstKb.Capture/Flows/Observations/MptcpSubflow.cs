namespace RstKb.Capture.Flows.Observations;

/// <summary>One flow's part in an MPTCP connection.</summary>
internal sealed class MptcpSubflow
{
    private MptcpEnd? low;
    private MptcpEnd? high;

    public MptcpConnection? Connection { get; set; }

    /// <summary>Which of the connection's ends an end of the flow is; null before that is known.</summary>
    public MptcpEnd? End(bool ofLow) => ofLow ? low : high;

    /// <summary>Begins a connection of its own.</summary>
    /// <param name="lowIsFirst">Which end of the flow is the connection's first.</param>
    public void Begin(bool lowIsFirst)
    {
        Connection = new MptcpConnection();
        (low, high) = lowIsFirst ? (Connection.First, Connection.Second) : (Connection.Second, Connection.First);
    }

    /// <summary>Makes an end of the flow the end of the connection that has no token yet; false where neither has one.</summary>
    public bool TryTakeFreeEnd(bool ofLow)
    {
        MptcpEnd? free = Connection!.First.HasToken ? Connection.Second : Connection.Second.HasToken ? Connection.First : null;
        if (free is null)
        {
            return false;
        }

        Set(ofLow, free);
        return true;
    }

    /// <summary>Makes the flow's other end the connection's other one. An end that belongs to another connection becomes the second.</summary>
    public void Align(bool ofLow)
    {
        bool isFirst = End(ofLow) == Connection!.First;
        Set(ofLow, isFirst ? Connection.First : Connection.Second);
        Set(!ofLow, isFirst ? Connection.Second : Connection.First);
    }

    public void Swap() => (low, high) = (high, low);

    private void Set(bool ofLow, MptcpEnd end)
    {
        if (ofLow)
        {
            low = end;
        }
        else
        {
            high = end;
        }
    }
}
