using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Clues;
using RstKb.Diagnosis.Scene;
using static RstKb.Diagnosis.Strength;

namespace RstKb.Diagnosis.Causes;

/// <summary>
/// The listener's queue of connections to accept is full. With <c>tcp_abort_on_overflow=1</c> the third ACK of the handshake or the first data draws a bare RST
/// at the server's first sequence number; by default nothing is reset, the SYN-ACK is repeated, and a reset comes only once the server forgot the
/// request (Linux <c>tcp_v4_syn_recv_sock</c>, <c>tcp_check_req</c>).
/// </summary>
public sealed class AcceptQueueOverflow : Cause
{
    private const double PromptSeconds = 5;

    /// <summary>A service that was stopped is not back as soon as this.</summary>
    private const double SoonSeconds = 0.5;

    /// <summary>Connections that the server ended so close to the refusal say that it went away.</summary>
    private const double RestartSeconds = 3;

    public override ResetKinds Kinds => ResetKinds.Refusal | ResetKinds.Reply | ResetKinds.ByServer | ResetKinds.AnyPayload;

    public override void Examine(ResetScene scene, Findings findings)
    {
        if (RefusedByABusyWindowsListener(scene) is { } busy)
        {
            findings.For(Strong, busy);
            findings.For(Medium, new Clue("windows-ttl", $"the reset's TTL {scene.Reset.Ttl} is that of Windows (128 at its start), whose listeners refuse a SYN when their queue is full; other systems drop it", scene.Reset.Packet));
            return;
        }

        if (scene.Shape != ResetShape.Reply || !scene.IsFromServer || scene.Server.SynAck is not { } synAck || scene.Server.Bytes > 0
            || scene.Server.Fin is not null || scene.Reset.SequenceNumber != synAck.End || scene.Trigger is null && !scene.IsOneWay || scene.Reset.Options.MptcpSubtypes != 0)
        {
            return;
        }

        findings.For(Strong, scene.Trigger is { } trigger
            ? new Clue("reset-on-third-ack", $"the client completed the handshake and packet {trigger.Packet} drew a reset at the server's first sequence number", synAck.Packet, trigger.Packet, scene.Reset.Packet)
            : new Clue("reset-on-third-ack", $"the server sent nothing after its SYN-ACK but a reset that answers a packet which acknowledges it", synAck.Packet, scene.Reset.Packet));
        List<long> repeated = Repetitions(scene, synAck);
        if (repeated.Count > 0 && scene.Before.From(Side.Client).Where(s => s.IsPureAck).First() is { } acknowledgment && acknowledgment.Packet < repeated[^1])
        {
            findings.For(Strong, new Clue("syn-ack-repeated", $"the server repeated its SYN-ACK {repeated.Count} times although the client had acknowledged it", [synAck.Packet, .. repeated.Take(4)]));
        }

        var service = scene.Service;
        if (service.Answered > 1)
        {
            findings.For(Medium, new Clue("port-answers-others", $"the same port answered {service.Answered:N0} SYNs of this capture: it listens", scene.Reset.Packet));
        }

        bool prompt = scene.Reset.Time.SecondsSince(synAck.Time) <= PromptSeconds;
        if (prompt && repeated.Count == 0)
        {
            findings.For(Medium, new Clue("refused-at-once", $"the reset came {Durations.Text(scene.Reset.Time.SecondsSince(synAck.Time))} after the SYN-ACK", synAck.Packet, scene.Reset.Packet));
        }
        else if (repeated.Count == 0)
        {
            findings.Against(Medium, new Clue("refused-late", $"the reset came {Durations.Text(scene.Reset.Time.SecondsSince(synAck.Time))} after the SYN-ACK", synAck.Packet, scene.Reset.Packet));
        }

        findings.Against(Strong, TtlClues.Differs(scene));

        if (scene.Client.Syn is { } syn && scene.Server.Acked is { } acked && acked.IsAfter(syn.End) && scene.Client.Bytes > 0)
        {
            // A connection that waits for its place in the queue is none yet: its data is dropped, not acknowledged (tcp_check_req).
            findings.Against(Strong, new Clue("data-acknowledged", $"the server acknowledged {acked.DistanceFrom(syn.End):N0} bytes of the client: the connection had its place", scene.Server.Last!.Packet, scene.Reset.Packet));
        }

        if (Aftermath.SenderWentOn(scene).Any(s => s.HasPayload || s.IsPureAck))
        {
            findings.Against(Strong, new Clue("server-went-on", "the server went on with the connection after the reset", scene.Reset.Packet));
        }
    }

    private static List<long> Repetitions(ResetScene scene, Segment synAck)
    {
        var packets = new List<long>();
        foreach (Segment segment in scene.Before)
        {
            if (segment.IsSynAck && segment.Packet != synAck.Packet)
            {
                packets.Add(segment.Packet);
            }
        }

        return packets;
    }

    private static Clue? RefusedByABusyWindowsListener(ResetScene scene)
    {
        if (scene is not { Shape: ResetShape.Refusal, IsFromServer: true, Reset.Ttl: > 64 and <= 128 })
        {
            return null;
        }

        var service = scene.Service;
        bool listening = service.Served > 0 && service.FirstAnswered.CompareTo(scene.Reset.Time) < 0 && service.LastAnswered.SecondsSince(scene.Reset.Time) is > 0 and < SoonSeconds;
        return listening && !WasRestarted(scene) && TtlClues.Same(scene) is not null
            ? new Clue("refused-while-listening", $"the same port refused this SYN and accepted others before and {Durations.Text(service.LastAnswered.SecondsSince(scene.Reset.Time))} after it", scene.Reset.Packet)
            : null;
    }

    private static bool WasRestarted(ResetScene scene)
    {
        int ended = 0;
        foreach (ref readonly var ending in scene.Context.Endings.Around(scene.Trace.ServerAddress, scene.Reset.Time, RestartSeconds, scene.Trace.Flow))
        {
            ended += !ending.ByClient && scene.Context.Flow(ending.Flow).Packets > 2 ? 1 : 0;
        }

        return ended > 1;
    }

    /// <summary>Who knows the queue is the listener's own kernel.</summary>
    public override SentBy SenderIn(ResetScene scene) => SentBy.Server;

    public override string Tell(ResetScene scene) => scene.Shape == ResetShape.Refusal
        ? "The server's queue of connections to accept was full, and it refused the SYN as Windows does."
        : $"The server's queue of connections to accept was full. Its kernel had answered the SYN, and reset the connection when the client completed the handshake.";

    public override IEnumerable<NextStep> NextSteps(ResetScene scene) =>
    [
        Settling.Look(Side.Server, "compare Recv-Q (waiting) with Send-Q (limit) of the listener.", $"ss -ltn 'sport = :{scene.Trace.ServerPort}'; sysctl net.ipv4.tcp_abort_on_overflow net.core.somaxconn"),
        Settling.Counter(scene, "ListenOverflows|ListenDrops|EmbryonicRsts", "ListenOverflows grows when the queue is full."),
    ];
}
