using RstKb.Capture;
using RstKb.Capture.Flows;
using RstKb.Capture.Headers;

namespace RstKb.Diagnosis.Habits;

/// <summary>How often each address and port that was spoken to answered, refused or stayed silent.</summary>
public sealed class ServiceHabits
{
    private readonly FlowTable flows;
    private readonly SeededMap<Counts> services = new();

    // Most of a million ports never answered.
    private readonly SeededMap<Answers> answers = new();
    private readonly SeededMap<Delay> replies = new();

    internal ServiceHabits(FlowTable flows)
    {
        this.flows = flows;
        for (int i = 0; i < flows.Count; i++)
        {
            ref readonly FlowRecord record = ref flows[i];
            FlowEnds ends = FlowEnds.Of(flows, i);
            ref readonly FlowSide server = ref ends.ClientIsLow ? ref record.High : ref record.Low;
            ref Counts service = ref services.GetOrAdd(ends.ServerEnd);
            service.Flows++;
            if (server.HasSynAck)
            {
                NoteAnswer(ends.ServerEnd, record.First, isFirst: service.Answered++ == 0);
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
    public Service Of(NetworkAddress address, ushort port)
    {
        if (flows.HostOf(address) is not { } host)
        {
            return default;
        }

        ulong end = FlowEnds.End(host, port);
        Counts counts = services.GetValueOrDefault(end);
        Answers answered = counts.Answered > 0 ? answers.GetValueOrDefault(end) : default;
        return new Service
        {
            Flows = counts.Flows,
            Answered = counts.Answered,
            FirstAnswered = answered.First,
            LastAnswered = answered.Last,
            Refused = counts.Refused,
            Served = counts.Served,
        };
    }

    /// <summary>Seconds that this host needed at the least to answer a SYN with a SYN-ACK at the capture point, or null where it never did.</summary>
    public double? ShortestReplySeconds(NetworkAddress address) =>
        flows.HostOf(address) is { } host && replies.TryGetValue(host, out Delay delay) ? delay.Nanoseconds / 1e9 : null;

    private void NoteAnswer(ulong end, CaptureTime time, bool isFirst)
    {
        ref Answers known = ref answers.GetOrAdd(end);
        known.First = isFirst || time.CompareTo(known.First) < 0 ? time : known.First;
        known.Last = isFirst || time.CompareTo(known.Last) > 0 ? time : known.Last;
    }

    private void NoteReply(ulong host, long nanoseconds, byte ttl)
    {
        if (nanoseconds <= 0 || ttl == 0)
        {
            return;
        }

        ref Delay delay = ref replies.GetOrAdd(host);
        delay.Nanoseconds = delay.Nanoseconds > 0 ? Math.Min(delay.Nanoseconds, nanoseconds) : nanoseconds;
    }

    private struct Counts
    {
        public int Flows;
        public int Answered;
        public int Refused;
        public int Served;
    }

    private struct Answers
    {
        public CaptureTime First;
        public CaptureTime Last;
    }

    private struct Delay
    {
        public long Nanoseconds;
    }

    /// <summary>Figures of one address and port.</summary>
    public readonly record struct Service
    {
        /// <summary>Flows to it.</summary>
        public int Flows { get; init; }

        /// <summary>Flows that got a SYN-ACK.</summary>
        public int Answered { get; init; }

        /// <summary>When the first of them began; meaningless where there is none.</summary>
        public CaptureTime FirstAnswered { get; init; }

        /// <summary>When the last of them began.</summary>
        public CaptureTime LastAnswered { get; init; }

        /// <summary>Flows that got a RST and no SYN-ACK.</summary>
        public int Refused { get; init; }

        /// <summary>Flows in which it sent payload.</summary>
        public int Served { get; init; }
    }
}
