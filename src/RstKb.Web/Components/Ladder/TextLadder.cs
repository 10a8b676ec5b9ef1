using System.Text;
using RstKb.Diagnosis.Report;
using RstKb.Web.Components.Controls;

namespace RstKb.Web.Components.Ladder;

/// <summary>Packets as lines of 78 columns at most, for a mail or a chat: number and time, the client on the left, the server on the right, an arrow between them.</summary>
public static class TextLadder
{
    /// <summary>Columns of a line.</summary>
    public const int Columns = 78;

    // Number and time stand before the client's line; the lane between the ends takes what is left.
    private const int NumberColumns = 8;
    private const int TimeColumns = 11;
    private const int Lane = Columns - NumberColumns - TimeColumns - 3;

    /// <summary>Draws packets.</summary>
    /// <param name="segments">Neighbours in the flow, the earliest first.</param>
    public static string Of(IEnumerable<TimelineSegment> segments)
    {
        var text = new StringBuilder();
        text.Append(' ', NumberColumns + TimeColumns + 1).Append("client").Append(' ', Lane - 10).Append("server").Append('\n');
        TimelineSegment? before = null;
        foreach (var segment in segments)
        {
            if (before is not null && (segment.OffsetNanoseconds - before.OffsetNanoseconds) / 1e9 is >= LadderModel.LeastGapSeconds and var silence)
            {
                text.Append(Line("", "", Centred($" idle {Figures.Span(silence)} ", ' '), ':')).Append('\n');
            }

            text.Append(Line("#" + segment.Packet, Figures.Seconds(segment.OffsetNanoseconds), Arrow(segment), '|')).Append('\n');
            before = segment;
        }

        return text.ToString();
    }

    private static string Line(string number, string time, string lane, char end)
    {
        // A long number takes its columns from the time's.
        var left = number.PadRight(Math.Max(NumberColumns, number.Length + 1));
        return left + time.PadLeft(Math.Max(0, NumberColumns + TimeColumns - left.Length)) + ' ' + end + lane + end;
    }

    private static string Arrow(TimelineSegment segment)
    {
        var words = Told(segment, withAcknowledgment: true);
        if (words.Length > Lane - 4)
        {
            words = Told(segment, withAcknowledgment: false);
        }

        var head = SegmentKinds.HasFlag(segment, "RST") ? 'X' : segment.From == "client" ? '>' : '<';
        var label = Centred($" {words[..Math.Min(words.Length, Lane - 4)]} ", '-');
        return segment.From == "client" ? label[..^1] + head : head + label[1..];
    }

    private static string Told(TimelineSegment segment, bool withAcknowledgment)
    {
        var words = new StringBuilder(Words.Flags(segment.Flags)).Append(" seq ").Append(segment.RelativeSequenceNumber);
        if (withAcknowledgment && segment.RelativeAcknowledgmentNumber is { } acknowledged)
        {
            words.Append(" ack ").Append(acknowledged);
        }

        if (segment.Length > 0)
        {
            words.Append(" len ").Append(segment.Length);
        }

        if (segment.IsTheReset)
        {
            words.Append(", the reset");
        }
        else if (SegmentKinds.Chip(SegmentKinds.Of(segment), segment) is { } chip)
        {
            words.Append(", ").Append(chip);
        }

        return words.ToString();
    }

    private static string Centred(string words, char around)
    {
        var room = Math.Max(0, Lane - words.Length);
        return new string(around, room / 2) + words + new string(around, room - (room / 2));
    }
}
