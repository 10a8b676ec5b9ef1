using RstKb.Diagnosis.Report;

namespace RstKb.Diagnosis.Printing;

/// <summary>A flow's packets as lines of plain text: client left, server right, one arrow a packet. It can be pasted into a mail or a ticket.</summary>
public static class TextLadder
{
    /// <summary>No line is longer, in characters.</summary>
    public const int Width = 78;

    /// <summary>Packets that are drawn of a long flow unless the caller says otherwise.</summary>
    public const int UsualPackets = 48;

    private const int PacketColumn = 9;
    private const int TimeColumn = 13;
    private const int Lane = Width - PacketColumn - TimeColumn - 2;

    /// <summary>The head of the flow, the packets around the reset and the end; what is left out stands as its count.</summary>
    /// <param name="timeline">The flow.</param>
    /// <param name="maxPackets">At most so many packets, at least 8.</param>
    public static IReadOnlyList<string> Draw(FlowTimeline timeline, int maxPackets = UsualPackets)
    {
        var lines = new List<string> { $"{"packet",PacketColumn}{"seconds",TimeColumn}  {Ends("client", "server")}" };
        AddAddresses(lines, timeline.Client.ToString(), timeline.Server.ToString());
        bool[] shown = Choose(timeline.Segments, maxPackets);
        int left = 0;
        int errors = 0;
        for (int index = 0; index < timeline.Segments.Count; index++)
        {
            AddErrors(lines, timeline, ref errors, timeline.Segments[index].Packet);
            if (timeline.Middle is { } middle && middle.AfterIndex == index)
            {
                AddLeftOut(lines, ref left);
                lines.Add(Remark($"{middle.Packets:N0} packets in {middle.DurationSeconds:0.###} s are not kept"));
            }

            if (!shown[index])
            {
                left++;
                continue;
            }

            AddLeftOut(lines, ref left);
            AddPacket(lines, timeline.Segments[index]);
        }

        AddLeftOut(lines, ref left);
        AddErrors(lines, timeline, ref errors, long.MaxValue);
        return lines;
    }

    private static bool[] Choose(IReadOnlyList<TimelineSegment> segments, int maxPackets)
    {
        bool[] shown = new bool[segments.Count];
        if (segments.Count <= maxPackets)
        {
            Array.Fill(shown, true);
            return shown;
        }

        int most = Math.Max(8, maxPackets);
        int reset = Math.Max(0, IndexOfReset(segments));
        int head = most / 4;
        int around = most - head;
        int from = Math.Clamp(reset - (around * 3 / 4), 0, segments.Count - around);
        for (int index = 0; index < segments.Count; index++)
        {
            shown[index] = index < head || (index >= from && index < from + around);
        }

        return shown;
    }

    private static int IndexOfReset(IReadOnlyList<TimelineSegment> segments)
    {
        for (int index = 0; index < segments.Count; index++)
        {
            if (segments[index].IsTheReset)
            {
                return index;
            }
        }

        return -1;
    }

    private static void AddPacket(List<string> lines, TimelineSegment segment)
    {
        lines.Add($"{segment.Packet,PacketColumn}{Seconds(segment.OffsetNanoseconds),TimeColumn}  {Arrow(segment)}");
        string remarks = string.Join(' ', segment.Tags.Select(tag => $"[{tag}]").Append(segment.IsTheReset ? "<< the reset" : "").Where(text => text.Length > 0));
        if (remarks.Length > 0)
        {
            lines.Add(Remark(remarks));
        }
    }

    /// <summary>In a damaged capture packets may lie a lifetime apart; then whole seconds are enough.</summary>
    private static string Seconds(long nanoseconds)
    {
        string text = $"{nanoseconds / 1e9:0.000000}";
        return text.Length < TimeColumn ? text : $"{nanoseconds / 1e9:0}";
    }

    private static string Arrow(TimelineSegment segment)
    {
        string acknowledgment = segment.RelativeAcknowledgmentNumber is { } number ? $" ack {number}" : "";
        string content = segment.Content is { } text ? $" {text}" : "";
        string label = Cut($" {segment.Flags} seq {segment.RelativeSequenceNumber}{acknowledgment} len {segment.Length}{content} ", Lane - 6);
        char line = segment.Flags.Contains("RST", StringComparison.Ordinal) ? '=' : '-';
        string tail = new(line, Lane - 4 - label.Length);
        return segment.From == "client" ? $"|{line}{label}{tail}>|" : $"|<{tail}{label}{line}|";
    }

    /// <summary>The ICMP errors up to a packet, each on one line: they come from neither end as a rule.</summary>
    private static void AddErrors(List<string> lines, FlowTimeline timeline, ref int next, long before)
    {
        for (; next < timeline.Errors.Count && timeline.Errors[next].Packet < before; next++)
        {
            TimelineError error = timeline.Errors[next];
            string text = $"ICMP {error.Text}, from {error.Reporter}, about the {error.About}'s seq {error.RelativeSequenceNumber}";
            lines.Add($"{error.Packet,PacketColumn}{Seconds(error.OffsetNanoseconds),TimeColumn}  |{Centred(Cut(text, Lane - 4))}|");
        }
    }

    private static void AddLeftOut(List<string> lines, ref int left)
    {
        if (left > 0)
        {
            lines.Add(Remark(left == 1 ? "1 packet is left out" : $"{left:N0} packets are left out"));
            left = 0;
        }
    }

    private static string Remark(string text) => $"{"",PacketColumn}{"",TimeColumn}  |{Centred(Cut(text, Lane - 4))}|";

    private static string Centred(string text)
    {
        int free = Lane - 2 - text.Length;
        return $"{new string(' ', free / 2)}{text}{new string(' ', free - (free / 2))}";
    }

    /// <summary>On one line, or on two where IPv6 makes them long.</summary>
    private static void AddAddresses(List<string> lines, string client, string server)
    {
        string margin = new(' ', PacketColumn + TimeColumn + 2);
        if (client.Length + server.Length < Lane)
        {
            lines.Add(margin + Ends(client, server));
            return;
        }

        lines.Add(margin + client);
        lines.Add(margin + server.PadLeft(Lane));
    }

    private static string Ends(string left, string right) => $"{left}{new string(' ', Lane - left.Length - right.Length)}{right}";

    private static string Cut(string text, int length) => text.Length <= length ? text : $"{text[..(length - 1)]}…";
}
