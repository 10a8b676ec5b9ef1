using RstKb.Capture.Flows;

namespace RstKb.Diagnosis.Report;

/// <summary>Wireshark's <c>tcp.completeness</c> as it prints it: a letter for each part of a connection's life that was seen, the last part first.</summary>
internal static class Completeness
{
    private const string Letters = "RFDASS";

    public static WiresharkReport Of(FlowTrace trace)
    {
        int bits = (int)trace.Completeness;
        char[] text = new char[Letters.Length];
        for (int i = 0; i < Letters.Length; i++)
        {
            text[i] = (bits & (32 >> i)) != 0 ? Letters[i] : '-';
        }

        return new WiresharkReport(trace.WiresharkStream, bits, new string(text));
    }
}
