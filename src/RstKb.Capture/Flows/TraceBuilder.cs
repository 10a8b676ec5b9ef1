using RstKb.Capture.Flows.Observations;
using RstKb.Capture.Headers;

namespace RstKb.Capture.Flows;

/// <summary>Collects the segments of one flow during the second pass; bounded by <see cref="CaptureLimits.TraceHead"/> and <see cref="CaptureLimits.TraceTail"/>.</summary>
internal sealed class TraceBuilder
{
    private readonly int flow;
    private readonly CaptureLimits limits;
    private readonly FlowRecord record;
    private readonly FlowKey key;
    private readonly bool clientIsLow;
    private readonly bool clientKnown;
    private readonly SequenceAnalysis analysis = new();
    private readonly List<Segment> head = [];
    private readonly Queue<Segment> beforeReset = new();
    private readonly List<Segment> fromReset = [];
    private string? resetText;
    private long droppedAtEnd;
    private TraceMiddle? middle;

    public TraceBuilder(int flow, in FlowRecord record, FlowKey key, CaptureLimits limits)
    {
        this.flow = flow;
        this.record = record;
        this.key = key;
        this.limits = limits;
        clientIsLow = record.ClientIsLow(out clientKnown);
    }

    /// <summary>Whether the last packet of the flow was added.</summary>
    public bool IsComplete(long packet) => packet >= record.LastPacket;

    public void Add(in DecodedSegment decoded, long packet, CaptureTime time, int captureInterface, bool fromLow)
    {
        Segment segment = analysis.Observe(new Segment
        {
            Packet = packet,
            Time = time,
            From = fromLow == clientIsLow ? Side.Client : Side.Server,
            Flags = decoded.Flags,
            SequenceNumber = decoded.SequenceNumber,
            AcknowledgmentNumber = decoded.AcknowledgmentNumber,
            Window = decoded.Window,
            PayloadLength = decoded.PayloadLength,
            HeaderBytes = decoded.HeaderBytes,
            Ttl = decoded.Ttl,
            IsIPv6 = decoded.IsIPv6,
            IpId = decoded.IpId,
            DontFragment = decoded.DontFragment,
            FlowLabel = decoded.FlowLabel,
            TrafficClass = decoded.TrafficClass,
            SourceMac = decoded.SourceMac,
            Interface = captureInterface,
            Options = TcpOptionsParser.Parse(decoded.OptionBytes),
            OptionsCut = decoded.OptionBytes.Length < decoded.HeaderBytes - 20,
            Content = PayloadHint.Of(decoded.Payload, decoded.PayloadLength),
        });

        if (fromReset.Count > 0 || segment.IsRst)
        {
            KeepFromReset(segment, decoded.Payload);
        }
        else if (head.Count < limits.TraceHead)
        {
            head.Add(segment);
        }
        else
        {
            beforeReset.Enqueue(segment);
            if (beforeReset.Count > limits.TraceTail)
            {
                Drop(beforeReset.Dequeue());
            }
        }
    }

    /// <summary>The trace; only after the flow's first RST was added.</summary>
    public FlowTrace Build()
    {
        var segments = new List<Segment>(head.Count + beforeReset.Count + fromReset.Count);
        segments.AddRange(head);
        segments.AddRange(beforeReset);
        int resetIndex = segments.Count;
        segments.AddRange(fromReset);
        (NetworkAddress client, ushort clientPort, NetworkAddress server, ushort serverPort) = clientIsLow
            ? (key.LowAddress, key.LowPort, key.HighAddress, key.HighPort)
            : (key.HighAddress, key.HighPort, key.LowAddress, key.LowPort);
        return new FlowTrace
        {
            Flow = flow,
            Record = record,
            ClientAddress = client,
            ClientPort = clientPort,
            ServerAddress = server,
            ServerPort = serverPort,
            ClientKnown = clientKnown,
            ClientIsLow = clientIsLow,
            Segments = segments,
            ResetIndex = resetIndex,
            ResetText = resetText,
            Middle = middle is null ? null : middle with { AfterIndex = head.Count },
            DroppedAtEnd = droppedAtEnd,
        };
    }

    private void KeepFromReset(in Segment segment, ReadOnlySpan<byte> payload)
    {
        if (fromReset.Count == 0)
        {
            resetText = ResetPayload.Printable(payload);
        }

        if (fromReset.Count < limits.TraceTail)
        {
            fromReset.Add(segment);
        }
        else
        {
            droppedAtEnd++;
        }
    }

    private void Drop(in Segment segment)
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
