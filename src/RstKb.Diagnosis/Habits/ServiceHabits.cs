using RstKb.Capture;
using RstKb.Capture.Flows;
using RstKb.Capture.Headers;

namespace RstKb.Diagnosis.Habits;

/// <summary>How often each address and port that was spoken to answered, refused or stayed silent.</summary>
public sealed class ServiceHabits
{
    private readonly FlowTable flows;
    private readonly SeededMap<Service> services = new();
    private readonly SeededMap<Delay> replies = new();

    internal ServiceHabits(FlowTable flows)
    {
        this.flows = flows;
        for (int i = 0; i < flows.Count; i++)
        {
            ref readonly FlowRecord record = ref flows[i];
            FlowEnds ends = FlowEnds.Of(flows, i);
            ref readonly FlowSide server = ref ends.ClientIsLow ? ref record.High : ref record.Low;
            ref Service service = ref services.GetOrAdd(ends.ServerEnd);
            service.Flows++;
            if (server.HasSynAck)
            {
                service.FirstAnswered = service.Answered == 0 || record.First.CompareTo(service.FirstAnswered) < 0 ? record.First : service.FirstAnswered;
                service.LastAnswered = service.Answered == 0 || record.First.CompareTo(service.LastAnswered) > 0 ? record.First : service.LastAnswered;
                service.Answered++;
            }
            else if (record.HasReset && record.ResetFromLow != ends.ClientIsLow)
            {
                service.Refused++;
            }

            if (server.Bytes > 0)
            {
                service.Served++;
            }

            NoteReply(ends.Server, record.ServerReply, server.Ttl);
        }
    }

    /// <summary>The figures of one address and port; all zero where nothing was sent to it.</summary>
    public Service Of(NetworkAddress address, ushort port) => flows.HostOf(address) is { } host ? services.GetValueOrDefault(FlowEnds.End(host, port)) : default;

    /// <summary>Seconds that this host needed at the least to answer a SYN with a SYN-ACK at the capture point, or null where it never did.</summary>
    public double? ShortestReplySeconds(NetworkAddress address) =>
        flows.HostOf(address) is { } host && replies.TryGetValue(host, out Delay delay) ? delay.Nanoseconds / 1e9 : null;

    private void NoteReply(ulong host, long nanoseconds, byte ttl)
    {
        if (nanoseconds <= 0 || ttl == 0)
        {
            return;
        }

        ref Delay delay = ref replies.GetOrAdd(host);
        delay.Nanoseconds = delay.Nanoseconds > 0 ? Math.Min(delay.Nanoseconds, nanoseconds) : nanoseconds;
    }

    private struct Delay
    {
        public long Nanoseconds;
    }

    /// <summary>Figures of one address and port.</summary>
    public record struct Service
    {
        /// <summary>Flows to it.</summary>
        public int Flows { get; set; }

        /// <summary>Flows that got a SYN-ACK.</summary>
        public int Answered { get; set; }

        /// <summary>When the first of them began; meaningless where there is none.</summary>
        public CaptureTime FirstAnswered { get; set; }

        /// <summary>When the last of them began.</summary>
        public CaptureTime LastAnswered { get; set; }

        /// <summary>Flows that got a RST and no SYN-ACK.</summary>
        public int Refused { get; set; }

        /// <summary>Flows in which it sent payload.</summary>
        public int Served { get; set; }
    }
}
