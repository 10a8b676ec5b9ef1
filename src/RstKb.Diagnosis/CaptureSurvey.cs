using RstKb.Capture.Flows;
using RstKb.Capture.Headers;

namespace RstKb.Diagnosis;

/// <summary>The first pass over a capture, to be handed to the second.</summary>
public sealed class CaptureSurvey
{
    internal CaptureSurvey(SurveyResult result) => Result = result;

    internal SurveyResult Result { get; }

    /// <summary>Bytes of the file as it was given.</summary>
    public long Bytes => Result.Bytes;

    public long Packets => Result.Counts.Packets;

    public int Flows => Result.Flows.Count;

    /// <summary>Whether this flow holds a RST.</summary>
    public bool HasReset(int flow) => Result.Flows[flow].HasReset;

    /// <summary>The flow nearest to this one that reached the same server, carried data and was closed by both ends; null where there is none.</summary>
    public int? HealthyLike(int flow)
    {
        (NetworkAddress address, ushort port) = ServerOf(flow);
        for (int distance = 1; distance < Flows; distance++)
        {
            foreach (int other in new[] { flow - distance, flow + distance })
            {
                if (other >= 0 && other < Flows && IsHealthy(Result.Flows[other]) && ServerOf(other) == (address, port))
                {
                    return other;
                }
            }
        }

        return null;
    }

    private static bool IsHealthy(in FlowRecord record) =>
        !record.HasReset && (record.Low.Flags & record.High.Flags & TcpFlags.Fin) != 0 && record.Low.Bytes + record.High.Bytes > 0;

    private (NetworkAddress Address, ushort Port) ServerOf(int flow)
    {
        FlowKey key = Result.Flows.KeyOf(flow);
        return Result.Flows[flow].ClientIsLow(out _) ? (key.HighAddress, key.HighPort) : (key.LowAddress, key.LowPort);
    }

    /// <summary>
    /// Counts the flows to each server at which a flow was reset: a number of resets means little without the number of connections. What it gives tells
    /// the count of a flow's own server, on any thread.
    /// </summary>
    public Func<int, int> ConnectionsToServers()
    {
        var counts = new Dictionary<(NetworkAddress Address, ushort Port), int>();
        for (int flow = 0; flow < Flows; flow++)
        {
            if (HasReset(flow))
            {
                counts.TryAdd(ServerOf(flow), 0);
            }
        }

        for (int flow = 0; flow < Flows; flow++)
        {
            ref int count = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrNullRef(counts, ServerOf(flow));
            if (!System.Runtime.CompilerServices.Unsafe.IsNullRef(ref count))
            {
                count++;
            }
        }

        return flow => counts.GetValueOrDefault(ServerOf(flow));
    }

    /// <summary>Addresses and ports of a flow.</summary>
    public FlowPair EndsOf(int flow)
    {
        bool clientIsLow = Result.Flows[flow].ClientIsLow(out bool known);
        FlowKey key = Result.Flows.KeyOf(flow);
        return clientIsLow
            ? new FlowPair(flow, key.LowAddress, key.LowPort, key.HighAddress, key.HighPort, known)
            : new FlowPair(flow, key.HighAddress, key.HighPort, key.LowAddress, key.LowPort, known);
    }

    /// <summary>Flows that hold a RST.</summary>
    public int Resets => Result.Flows.ResetFlows;
}
