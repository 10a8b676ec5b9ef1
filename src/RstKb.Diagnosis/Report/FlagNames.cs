using RstKb.Capture.Headers;

namespace RstKb.Diagnosis.Report;

/// <summary>TCP flags in Wireshark's words and order: <c>SYN</c>, <c>PSH,ACK</c>, <c>RST,ACK</c>.</summary>
internal static class FlagNames
{
    private static readonly (TcpFlags Flag, string Name)[] Names =
    [
        (TcpFlags.Fin, "FIN"), (TcpFlags.Syn, "SYN"), (TcpFlags.Rst, "RST"), (TcpFlags.Psh, "PSH"),
        (TcpFlags.Ack, "ACK"), (TcpFlags.Urg, "URG"), (TcpFlags.Ece, "ECE"), (TcpFlags.Cwr, "CWR"),
    ];

    // 256 combinations, made once: a capture of a million resets shares the strings.
    private static readonly string[] Texts =
        [.. Enumerable.Range(0, 256).Select(bits => string.Join(',', Names.Where(n => ((TcpFlags)bits & n.Flag) != 0).Select(n => n.Name)))];

    public static string Of(TcpFlags flags) => Texts[(int)flags];
}
