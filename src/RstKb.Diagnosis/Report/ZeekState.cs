using System.Text;
using RstKb.Capture.Flows;

namespace RstKb.Diagnosis.Report;

/// <summary>Zeek's <c>conn_state</c> and <c>history</c> for a flow with a RST; upper case is the opener (Zeek, base/protocols/conn).</summary>
internal static class ZeekState
{
    public static ZeekReport Of(FlowTrace trace)
    {
        string history = History(trace);
        Side resetter = trace.Reset.From;
        bool clientSyn = history.Contains('S');
        bool serverSynAck = history.Contains('h');
        bool clientActive = history.IndexOfAny(['A', 'D', 'F', 'H']) >= 0;
        bool serverActive = history.IndexOfAny(['h', 'a', 'd', 'f', 's']) >= 0;
        string state = resetter == Side.Client
            ? serverActive ? "RSTO" : clientSyn ? "RSTOS0" : "OTH"
            : clientSyn && !serverSynAck && !clientActive ? "REJ" : clientActive || clientSyn ? "RSTR" : serverSynAck ? "RSTRH" : "OTH";
        return new ZeekReport(state, history);
    }

    private static string History(FlowTrace trace)
    {
        var text = new StringBuilder();

        // For each letter, the sequence number of the segment that it was last written for.
        Span<uint?> last = stackalloc uint?[128];
        foreach (Segment segment in trace.Segments)
        {
            if (segment.IsSyn || segment.IsSynAck || segment.IsPureAck)
            {
                Write(segment, segment.IsSyn ? 's' : segment.IsSynAck ? 'h' : 'a', last, text);
            }

            if (segment.HasPayload && !segment.IsRst)
            {
                Write(segment, 'd', last, text);
            }

            if (segment.IsFin)
            {
                Write(segment, 'f', last, text);
            }

            if (segment.IsRst)
            {
                Write(segment, 'r', last, text);
            }
        }

        return text.ToString();
    }

    private static void Write(Segment segment, char letter, Span<uint?> last, StringBuilder text)
    {
        char cased = segment.From == Side.Client ? char.ToUpperInvariant(letter) : letter;
        bool repeatable = letter is 's' or 'h' or 'f' or 'r';
        if (last[cased] is not { } number || repeatable && number != segment.SequenceNumber.Value)
        {
            text.Append(cased);
            last[cased] = segment.SequenceNumber.Value;
        }
    }
}
