using RstKb.Capture.Headers;
using RstKb.Diagnosis;
using RstKb.Diagnosis.Report;

namespace RstKb.Cli.Output;

/// <summary>What the table shows of one reset flow: small, since there may be a million.</summary>
internal readonly record struct ResetRow(
    int Flow, NetworkAddress Client, NetworkAddress Server, ushort ClientPort, ushort ServerPort, bool ClientKnown, string Stage, ResetVerdict Verdict)
{
    public static ResetRow Of(DiagnosedReset reset) => new(
        reset.Flow, reset.ClientAddress, reset.ServerAddress, reset.ClientPort, reset.ServerPort, reset.ClientKnown, reset.Stage(), reset.Verdict());
}
