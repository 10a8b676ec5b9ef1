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
        var last = new Dictionary<char, uint>();
        foreach (Segment segment in trace.Segments)
        {
            foreach (char letter in Letters(segment))
            {
                char cased = segment.From == Side.Client ? char.ToUpperInvariant(letter) : letter;
                bool repeatable = letter is 's' or 'h' or 'f' or 'r';
                bool known = last.TryGetValue(cased, out uint number);
                if (!known || repeatable && number != segment.SequenceNumber.Value)
                {
                    text.Append(cased);
                    last[cased] = segment.SequenceNumber.Value;
                }
            }
        }

        return text.ToString();
    }

    private static IEnumerable<char> Letters(Segment segment)
    {
        if (segment.IsSyn)
        {
            yield return 's';
        }
        else if (segment.IsSynAck)
        {
            yield return 'h';
        }
        else if (segment.IsPureAck)
        {
            yield return 'a';
        }

        if (segment.HasPayload && !segment.IsRst)
        {
            yield return 'd';
        }

        if (segment.IsFin)
        {
            yield return 'f';
        }

        if (segment.IsRst)
        {
            yield return 'r';
        }
    }
}
