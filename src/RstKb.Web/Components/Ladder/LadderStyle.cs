namespace RstKb.Web.Components.Ladder;

/// <summary>The style classes of each kind of segment, and where things stand in the lane.</summary>
internal static class LadderStyle
{
    /// <summary>Where the middle lifeline stands.</summary>
    public const string Middle = "46%";

    public static string Line(SegmentKind kind) => kind switch
    {
        SegmentKind.Ack or SegmentKind.ZeroWindow => "ln ackl",
        SegmentKind.Reset => "ln thick",
        SegmentKind.Retransmission => "ln dash",
        SegmentKind.DuplicateAck or SegmentKind.KeepAlive => "ln dot",
        _ => "ln",
    };

    /// <summary>The colour: red for resets, amber for what went wrong, else the sender's.</summary>
    public static string Colour(SegmentKind kind, string from) => kind switch
    {
        SegmentKind.Reset or SegmentKind.LaterReset => "X",
        SegmentKind.Retransmission or SegmentKind.DuplicateAck or SegmentKind.OutOfOrder or SegmentKind.ZeroWindow => "W",
        _ => Side(from),
    };

    public static string Chip(SegmentKind kind) => kind switch
    {
        SegmentKind.Reset => "fl rst",
        SegmentKind.LaterReset => "fl rst2",
        SegmentKind.Syn => "fl syn",
        SegmentKind.Fin => "fl fin",
        SegmentKind.Ack => "fl mutedf",
        _ => "fl",
    };

    public static string Side(string from) => from == "client" ? "C" : "S";

    /// <summary>Where an end stands in the lane.</summary>
    public static string Place(string side) => side == "client" ? "0" : "100%";

    /// <summary>The other end.</summary>
    public static string Receiver(string from) => from == "client" ? "server" : "client";

    /// <summary>The name under which <see cref="LadderMarks"/> holds the arrow of a kind from one end.</summary>
    public static string Arrow(SegmentKind kind, string from) => (kind switch
    {
        SegmentKind.Syn => "syn-",
        SegmentKind.Data => "data-",
        SegmentKind.Ack => "ack-",
        SegmentKind.Fin => "fin-",
        SegmentKind.Reset => "rst-",
        SegmentKind.LaterReset => "rst2-",
        SegmentKind.Retransmission => "again-",
        SegmentKind.DuplicateAck => "dup-",
        SegmentKind.OutOfOrder => "ooo-",
        SegmentKind.KeepAlive => "keep-",
        _ => "zero-",
    }) + Side(from);

    /// <summary>Pixels of a data segment's bead: the logarithm of its bytes.</summary>
    public static int Bead(int length) => Math.Max(4, (int)Math.Round(Math.Log2(1 + length) * 2.6));
}
