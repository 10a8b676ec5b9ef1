using RstKb.Diagnosis.Report;

namespace RstKb.Web.Components.Ladder;

/// <summary>One row of the ladder.</summary>
public abstract record LadderRow;

/// <summary>One packet.</summary>
/// <param name="Segment">The packet.</param>
/// <param name="Kind">How it is drawn.</param>
/// <param name="SincePreviousSeconds">Since the packet before it in the flow; null for the first.</param>
/// <param name="Evidence">The numbers of the evidence that names it.</param>
/// <param name="Note">What stands beside it, or null.</param>
/// <param name="IsForged">True where a device between the ends is taken to have sent it in an end's name.</param>
public sealed record PacketRow(
    TimelineSegment Segment, SegmentKind Kind, double? SincePreviousSeconds, IReadOnlyList<string> Evidence, string? Note, bool IsForged) : LadderRow;

/// <summary>A silence.</summary>
/// <param name="Seconds">How long nothing was sent.</param>
/// <param name="TimerSeconds">An idle timer that fits inside it, or null.</param>
public sealed record GapRow(double Seconds, double? TimerSeconds) : LadderRow;

/// <summary>Plain data and ACK packets that are folded into one row, or that one row's head when it is open.</summary>
/// <param name="FirstPacket">Number of its first packet.</param>
/// <param name="LastPacket">Number of its last packet.</param>
/// <param name="Packets">How many packets.</param>
/// <param name="From">The end that sent more bytes, <c>client</c> or <c>server</c>.</param>
/// <param name="Bytes">Payload bytes of both directions.</param>
/// <param name="Seconds">From its first to its last packet.</param>
/// <param name="Slices">Payload bytes in slices of equal time.</param>
/// <param name="IsOpen">True where its packets follow as rows.</param>
/// <param name="Resets">How many of its packets bear RST.</param>
/// <param name="Retransmissions">How many were sent again.</param>
public sealed record RunRow(
    long FirstPacket, long LastPacket, int Packets, string From, long Bytes, double Seconds, IReadOnlyList<double> Slices, bool IsOpen, int Resets = 0, int Retransmissions = 0) : LadderRow
{
    /// <summary>How the address names it.</summary>
    public string Key => $"{FirstPacket}-{LastPacket}";
}

/// <summary>The middle of a very long flow, of which only figures are kept.</summary>
public sealed record MiddleRow(TimelineMiddle Middle) : LadderRow;

/// <summary>What makes the reset what it is, hung below it.</summary>
public sealed record CallOutRow(IReadOnlyList<CallOut> CallOuts) : LadderRow;

/// <summary>One call-out below the reset.</summary>
/// <param name="Number">The number of its evidence.</param>
/// <param name="Title">Two or three words.</param>
/// <param name="Text">The evidence's sentence, or its beginning.</param>
public sealed record CallOut(string Number, string Title, string Text)
{
    private const int MostWords = 25;

    /// <summary>A sentence of at most 25 words: one that is longer ends at the last comma, colon or semicolon before that, or else breaks off.</summary>
    public static string Shortened(string sentence)
    {
        var words = sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length <= MostWords)
        {
            return sentence;
        }

        var end = Array.FindLastIndex(words, MostWords - 1, MostWords / 2, word => word[^1] is ',' or ':' or ';' or '.');
        return end > 0 ? string.Join(' ', words[..(end + 1)]).TrimEnd(',', ':', ';', '.') : string.Join(' ', words[..MostWords]) + " …";
    }
}

/// <summary>What the program at one end gets to see.</summary>
/// <param name="Side"><c>client</c> or <c>server</c>.</param>
/// <param name="Text">What happens to it.</param>
/// <param name="Error">The error's words.</param>
public sealed record ApplicationRow(string Side, string Text, string Error) : LadderRow;

/// <summary>Packets that are not on this page because too many rows are.</summary>
/// <param name="Packets">How many.</param>
/// <param name="Towards">The packet in their middle.</param>
public sealed record PartRow(int Packets, long Towards) : LadderRow;

/// <summary>An ICMP error that quotes a packet of the flow.</summary>
/// <param name="Error">The error.</param>
/// <param name="SincePreviousSeconds">Since the flow's packet before it; null before the first.</param>
/// <param name="Evidence">The numbers of the evidence that names it.</param>
public sealed record ErrorRow(TimelineError Error, double? SincePreviousSeconds, IReadOnlyList<string> Evidence) : LadderRow;

/// <summary>The capture starts or breaks off here, or packets are missing here.</summary>
public sealed record EdgeRow(string Text) : LadderRow;
