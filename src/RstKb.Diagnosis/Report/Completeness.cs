using RstKb.Capture.Flows;

namespace RstKb.Diagnosis.Report;

/// <summary>Wireshark's <c>tcp.completeness</c>: SYN 1, SYN-ACK 2, ACK 4, data 8, FIN 16, RST 32; its letters stand in the order R F D A S S.</summary>
internal static class Completeness
{
    public static WiresharkReport Of(FlowTrace trace)
    {
        int bits = 0;
        ref readonly FlowRecord record = ref trace.Record;
        foreach (FlowSide side in new[] { record.Low, record.High })
        {
            bits |= side.HasSyn ? 1 : 0;
            bits |= side.HasSynAck ? 2 : 0;
            bits |= side.Bytes > 0 ? 8 : 0;
            bits |= (side.Flags & Capture.Headers.TcpFlags.Fin) != 0 ? 16 : 0;
        }

        // Any empty ACK that is no SYN-ACK counts, also the RST,ACK that refuses a SYN.
        bits |= trace.Segments.Any(s => s.HasAck && !s.IsSynAck && !s.HasPayload) ? 4 : 0;
        bits |= 32;
        const string letters = "RFDASS";
        char[] text = new char[letters.Length];
        for (int i = 0; i < letters.Length; i++)
        {
            text[i] = (bits & (32 >> i)) != 0 ? letters[i] : '-';
        }

        return new WiresharkReport(trace.WiresharkStream, bits, new string(text));
    }
}
