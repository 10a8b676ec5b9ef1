using System.Buffers.Binary;
using RstKb.Capture.Headers;

namespace RstKb.Benchmarks.Generation;

/// <summary>Writes captures of any size: refused, aborted, finished and unanswered connections, interleaved as on a busy link. The same seed gives the same bytes.</summary>
public sealed class TrafficGenerator(TrafficMix mix, int seed)
{
    private const TcpFlags Data = TcpFlags.Psh | TcpFlags.Ack;
    private const TcpFlags Refusal = TcpFlags.Rst | TcpFlags.Ack;
    private const int FlowsAtOnce = 2000;
    private const int HeadersOnly = 128;
    private const int MicrosecondsBetweenFlows = 40;

    /// <summary>A request and its answer each, beside the handshake's three packets and the reset.</summary>
    private const int RoundsOfAHundredPackets = 48;

    private readonly Random _random = new(seed);
    private readonly FrameBuilder _frames = new();
    private readonly PriorityQueue<GeneratedFlow, (long Time, int Number)> _open = new();
    private int _flows;
    private long _now = 1_700_000_000_000_000;

    /// <summary>Bytes of a packet that are written, as <c>tcpdump -s</c> does.</summary>
    public int SnapLength { get; init; } = 262_144;

    /// <summary>Mixed traffic of which only the headers are kept.</summary>
    public static TrafficGenerator Cut(int seed) => new(TrafficMix.Mixed, seed) { SnapLength = HeadersOnly };

    /// <summary>Writes a pcap file of at least so many bytes, or with so many reset flows, and tells what is in it; connections that are open then stay open.</summary>
    public TrafficTruth Write(Stream stream, long bytes, long resetFlows = long.MaxValue)
    {
        var truth = new TrafficTruth();
        using var buffered = new BufferedStream(stream, 1 << 20);
        Span<byte> header = stackalloc byte[24];
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0xa1b2c3d4);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], 2);
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], 4);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], (uint)SnapLength);
        BinaryPrimitives.WriteUInt32LittleEndian(header[20..], 1);
        buffered.Write(header);
        long written = header.Length;
        for (int i = 0; i < FlowsAtOnce; i++)
        {
            Begin();
        }

        while (written < bytes && truth.ResetFlows < resetFlows && _open.TryDequeue(out GeneratedFlow? flow, out (long Time, int Number) due))
        {
            FlowStep step = flow.Steps.Dequeue();
            written += WriteRecord(buffered, due.Time, _frames.Segment(flow, step.FromClient, step.Flags, step.Payload));
            truth.Note(flow, step);
            if (flow.Steps.TryPeek(out FlowStep next))
            {
                _open.Enqueue(flow, (due.Time + next.Wait, due.Number));
            }
            else
            {
                Begin();
            }
        }

        return truth;
    }

    private int WriteRecord(Stream stream, long time, ReadOnlySpan<byte> frame)
    {
        ReadOnlySpan<byte> kept = frame[..Math.Min(frame.Length, SnapLength)];
        Span<byte> header = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(header, (uint)(time / 1_000_000));
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], (uint)(time % 1_000_000));
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], kept.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], frame.Length);
        stream.Write(header);
        stream.Write(kept);
        return header.Length + kept.Length;
    }

    private void Begin()
    {
        var flow = new GeneratedFlow(_random, _flows);
        Script(flow.Steps, _random.Next(200, 40_000));
        _now += MicrosecondsBetweenFlows;
        _open.Enqueue(flow, (_now, _flows++));
    }

    private void Script(Queue<FlowStep> steps, int roundTrip)
    {
        int kind = _random.Next(100);
        (int refused, int unanswered, int reset) = mix switch
        {
            TrafficMix.Mixed => (10, 14, 50),
            TrafficMix.Small => (40, 48, 83),
            TrafficMix.Refused => (100, 100, 100),
            _ => (0, 0, 100),
        };
        steps.Enqueue(new FlowStep(0, true, TcpFlags.Syn, 0));
        if (kind < refused)
        {
            steps.Enqueue(new FlowStep(roundTrip, false, Refusal, 0));
            return;
        }

        if (kind < unanswered)
        {
            steps.Enqueue(new FlowStep(1_000_000, true, TcpFlags.Syn, 0));
            return;
        }

        steps.Enqueue(new FlowStep(roundTrip, false, TcpFlags.Syn | TcpFlags.Ack, 0));
        steps.Enqueue(new FlowStep(60, true, TcpFlags.Ack, 0));
        Exchange(steps, roundTrip);
        if (kind < reset)
        {
            bool byClient = _random.Next(2) == 0;
            steps.Enqueue(new FlowStep(500, byClient, _random.Next(2) == 0 ? TcpFlags.Rst : Refusal, 0));
            return;
        }

        steps.Enqueue(new FlowStep(300, true, TcpFlags.Fin | TcpFlags.Ack, 0));
        steps.Enqueue(new FlowStep(roundTrip, false, TcpFlags.Fin | TcpFlags.Ack, 0));
        steps.Enqueue(new FlowStep(60, true, TcpFlags.Ack, 0));
    }

    private void Exchange(Queue<FlowStep> steps, int roundTrip)
    {
        int rounds = mix switch { TrafficMix.Mixed => _random.Next(1, 5), TrafficMix.Small => 1, _ => RoundsOfAHundredPackets };
        for (int round = 0; round < rounds; round++)
        {
            steps.Enqueue(new FlowStep(_random.Next(100, 20_000), true, Data, mix == TrafficMix.Mixed ? _random.Next(80, 520) : 18));
            int answers = mix == TrafficMix.Mixed ? _random.Next(1, 24) : 1;
            for (int answer = 0; answer < answers; answer++)
            {
                steps.Enqueue(new FlowStep(answer == 0 ? roundTrip : 12, false, Data, mix == TrafficMix.Mixed ? 1448 : 10));
                if (answer % 2 == 1)
                {
                    steps.Enqueue(new FlowStep(40, true, TcpFlags.Ack, 0));
                }
            }
        }
    }
}
