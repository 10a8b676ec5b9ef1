using RstKb.Capture.Files;
using RstKb.Capture.Flows.Observations;
using RstKb.Capture.Headers;

namespace RstKb.Capture.Flows;

/// <summary>Collects the segments of one flow during the second pass; bounded by <see cref="CaptureLimits.TraceHead"/> and <see cref="CaptureLimits.TraceTail"/>.</summary>
internal sealed class TraceBuilder
{
    /// <summary>ICMP errors that are kept of one flow.</summary>
    public const int MostErrors = 32;

    private readonly FlowTable flows;
    private readonly CaptureLimits limits;
    private readonly SequenceAnalysis analysis = new();
    private readonly SpentTraces spent;
    private int flow;
    private bool clientIsLow;
    private bool clientKnown;
    private long lastPacket;
    private List<Segment> kept = [];

    // The latest segments of a head that is full; the RST may follow any of them.
    private Queue<Segment>? latest;
    private int resetIndex = -1;
    private int headCount;
    private string? resetText;
    private long droppedAtEnd;
    private TraceMiddle? middle;
    private List<QuotedError>? errors;
    private LocalProcess? process;

    /// <param name="flows">The survey's table.</param>
    /// <param name="spent">Where segments come from.</param>
    /// <param name="limits">Bounds of a trace.</param>
    public TraceBuilder(FlowTable flows, SpentTraces spent, CaptureLimits limits)
    {
        this.flows = flows;
        this.spent = spent;
        this.limits = limits;
    }

    /// <summary>Turns to a flow; what was collected of another one is forgotten.</summary>
    public void Begin(int number)
    {
        flow = number;
        kept = spent.Segments();
        analysis.Clear();
        latest = null;
        resetIndex = -1;
        headCount = 0;
        resetText = null;
        droppedAtEnd = 0;
        middle = null;
        errors = null;
        process = null;
        ref readonly FlowRecord record = ref flows[number];
        lastPacket = record.LastPacket;
        clientIsLow = record.ClientIsLow(out clientKnown);
    }

    /// <summary>Whether the last packet of the flow was added.</summary>
    public bool IsComplete(long packet) => packet >= lastPacket;

    /// <param name="packet">The packet that the segment is in.</param>
    /// <param name="mptcpOperations">As <see cref="SequenceAnalysis.Observe"/> wants them.</param>
    public void Add(in DecodedSegment decoded, in CapturedPacket packet, bool fromLow, int mptcpOperations)
    {
        Segment segment = spent.Segment();
        segment.Packet = packet.Number;
        segment.Time = packet.Time;
        segment.From = fromLow == clientIsLow ? Side.Client : Side.Server;
        segment.Interface = packet.Interface;
        segment.Take(decoded);
        process ??= LocalProcess.Of(packet, decoded.ProcessMark, segment.From);
        analysis.Observe(segment, ReusesPorts(segment), mptcpOperations);

        if (resetIndex >= 0)
        {
            KeepAfterReset(segment);
        }
        else if (segment.IsRst)
        {
            resetText = ResetPayload.Read(decoded.Payload);
            KeepReset(segment);
        }
        else if (kept.Count < limits.TraceHead)
        {
            kept.Add(segment);
        }
        else
        {
            latest ??= new Queue<Segment>();
            latest.Enqueue(segment);
            if (latest.Count > limits.TraceTail)
            {
                Drop(latest.Dequeue());
            }
        }
    }

    /// <summary>Keeps an error about the flow.</summary>
    /// <param name="error">Quotes a segment of this flow.</param>
    /// <param name="fromLow">Whether the end that sorts first sent that segment.</param>
    public void AddError(in IcmpError error, long packet, CaptureTime time, bool fromLow)
    {
        Side about = fromLow == clientIsLow ? Side.Client : Side.Server;
        analysis.ObserveQuoted(error, about, time);
        errors ??= [];
        if (errors.Count < MostErrors)
        {
            errors.Add(new QuotedError(packet, time, about, error));
        }
    }

    /// <summary>The trace of what was added.</summary>
    public FlowTrace Build()
    {
        if (resetIndex < 0)
        {
            headCount = kept.Count;
            kept.AddRange(latest ?? []);
            latest = null;
        }

        FlowKey key = flows.KeyOf(flow);
        return new FlowTrace
        {
            Flow = flow,
            Flows = flows,
            ClientAddress = clientIsLow ? key.LowAddress : key.HighAddress,
            ClientPort = clientIsLow ? key.LowPort : key.HighPort,
            ServerAddress = clientIsLow ? key.HighAddress : key.LowAddress,
            ServerPort = clientIsLow ? key.HighPort : key.LowPort,
            ClientKnown = clientKnown,
            ClientIsLow = clientIsLow,
            Segments = kept,
            ResetIndex = resetIndex,
            ResetText = resetText,
            Middle = middle is null ? null : middle with { AfterIndex = headCount },
            DroppedAtEnd = droppedAtEnd,
            Errors = errors ?? [],
            Process = process,
            Completeness = analysis.Completeness,
        };
    }

    /// <summary>Whether this is the SYN with which the flow took over its ports, unless an ICMP error had quoted it before.</summary>
    private bool ReusesPorts(Segment segment) => kept.Count == 0 && segment.IsSyn && flows.Before(flow) is not null && !flows.WasQuotedFirst(flow);

    private void KeepReset(Segment segment)
    {
        headCount = kept.Count;
        if (latest is not null)
        {
            kept.AddRange(latest);
            latest = null;
        }

        resetIndex = kept.Count;
        kept.Add(segment);
    }

    private void KeepAfterReset(Segment segment)
    {
        if (kept.Count - resetIndex < limits.TraceTail)
        {
            kept.Add(segment);
        }
        else
        {
            droppedAtEnd++;
        }
    }

    private void Drop(Segment segment)
    {
        middle ??= new TraceMiddle(0, segment.Time, segment.Time, 0, 0, 0, 0);
        bool toServer = segment.From == Side.Client;
        middle = middle with
        {
            Last = segment.Time,
            Packets = middle.Packets + 1,
            BytesToServer = middle.BytesToServer + (toServer ? segment.PayloadLength : 0),
            BytesToClient = middle.BytesToClient + (toServer ? 0 : segment.PayloadLength),
            Retransmissions = middle.Retransmissions + (segment.Has(Observation.AnyRetransmission) ? 1 : 0),
        };
    }
}
