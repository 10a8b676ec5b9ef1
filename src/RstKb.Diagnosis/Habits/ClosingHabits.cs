using RstKb.Capture.Flows;
using RstKb.Capture.Headers;

namespace RstKb.Diagnosis.Habits;

/// <summary>How each host ends its connections as a rule: by FIN, or by a reset out of its socket.</summary>
public sealed class ClosingHabits
{
    private readonly FlowTable flows;
    private readonly SeededMap<Endings> servers = new();
    private readonly SeededMap<Endings> clients = new();

    internal ClosingHabits(FlowTable flows)
    {
        this.flows = flows;
        for (int i = 0; i < flows.Count; i++)
        {
            ref readonly FlowRecord record = ref flows[i];
            if (record.Low.Bytes + record.High.Bytes == 0)
            {
                continue;
            }

            FlowEnds ends = FlowEnds.Of(flows, i);
            Note(servers, ends.ServerEnd, record, !ends.ClientIsLow);
            Note(clients, ends.Client, record, ends.ClientIsLow);
        }
    }

    /// <summary>How the service at this address and port ends its connections.</summary>
    public Endings OfServer(NetworkAddress address, ushort port) => flows.HostOf(address) is { } host ? servers.GetValueOrDefault(FlowEnds.End(host, port)) : default;

    /// <summary>How this host ends the connections that it opened.</summary>
    public Endings OfClient(NetworkAddress address) => flows.HostOf(address) is { } host ? clients.GetValueOrDefault(host) : default;

    private static void Note(SeededMap<Endings> endings, ulong key, in FlowRecord record, bool isLow)
    {
        bool aborted = record.HasReset && !record.FinBeforeReset && record.ResetFromLow == isLow && (record.ResetFlags & TcpFlags.Ack) != 0;
        bool closed = !aborted && ((isLow ? record.Low : record.High).Flags & TcpFlags.Fin) != 0;
        if (aborted || closed)
        {
            ref Endings known = ref endings.GetOrAdd(key);
            known.Aborted += aborted ? 1 : 0;
            known.Closed += closed ? 1 : 0;
        }
    }

    /// <summary>Figures of one host; connections without payload are left out.</summary>
    public record struct Endings
    {
        /// <summary>Connections that it ended by RST,ACK with no FIN before.</summary>
        public int Aborted { get; set; }

        /// <summary>Connections on which it sent a FIN.</summary>
        public int Closed { get; set; }
    }
}
