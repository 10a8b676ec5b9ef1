using RstKb.Capture.Flows.Observations;
using RstKb.Capture.Headers;

namespace RstKb.Capture.Flows;

/// <summary>
/// One flow with a RST, read again: its segments in the file's order. A very long flow keeps its head, what stands around the reset, and
/// the figures of what lies between.
/// </summary>
public sealed class FlowTrace
{
    /// <summary>The flow's number in the capture.</summary>
    public required int Flow { get; init; }

    /// <summary>The survey's table, which holds the flow's record.</summary>
    public required FlowTable Flows { private get; init; }

    /// <summary>The survey's record of it: figures over all packets.</summary>
    public ref readonly FlowRecord Record => ref Flows[Flow];

    public required NetworkAddress ClientAddress { get; init; }

    public required ushort ClientPort { get; init; }

    public required NetworkAddress ServerAddress { get; init; }

    public required ushort ServerPort { get; init; }

    /// <summary>False where no SYN was seen and the client is a guess.</summary>
    public required bool ClientKnown { get; init; }

    public required List<Segment> Segments { get; init; }

    /// <summary>Index in <see cref="Segments"/> of the first RST.</summary>
    public required int ResetIndex { get; init; }

    /// <summary>What the first RST says in its payload, 255 printable characters at most; null where it has none.</summary>
    public string? ResetText { get; init; }

    /// <summary>What was dropped between head and reset; null where nothing was.</summary>
    public TraceMiddle? Middle { get; init; }

    /// <summary>Segments after the kept ones at the end.</summary>
    public long DroppedAtEnd { get; init; }

    /// <summary>The flow's number in Wireshark, <c>tcp.stream</c>.</summary>
    public int WiresharkStream => Flows.StreamOf(Flow);

    /// <summary>ICMP errors that quote segments of this flow, in the file's order, the first 32 at most.</summary>
    public IReadOnlyList<QuotedError> Errors { get; init; } = [];

    /// <summary>The process at the end where the capture was taken; null where the capture names none.</summary>
    public LocalProcess? Process { get; init; }

    /// <summary>Wireshark's <c>tcp.completeness</c>, over all segments.</summary>
    public required ConversationCompleteness Completeness { get; init; }

    public Segment Reset => Segments[ResetIndex];

    /// <summary>Whether client is the key's low end.</summary>
    public required bool ClientIsLow { get; init; }

    public ref readonly FlowSide SideRecord(Side side) => ref (side == Side.Client) == ClientIsLow ? ref Record.Low : ref Record.High;

    public NetworkAddress Address(Side side) => side == Side.Client ? ClientAddress : ServerAddress;

    public ushort Port(Side side) => side == Side.Client ? ClientPort : ServerPort;
}
