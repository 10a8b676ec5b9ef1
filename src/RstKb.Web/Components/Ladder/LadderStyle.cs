namespace RstKb.Web.Components.Ladder;

/// <summary>The style classes of each kind of segment.</summary>
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
}
