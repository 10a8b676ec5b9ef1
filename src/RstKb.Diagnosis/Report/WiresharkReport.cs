namespace RstKb.Diagnosis.Report;

/// <summary>What Wireshark shows: <c>tcp.stream</c> and <c>tcp.completeness</c>, as a number and as its letters.</summary>
public sealed record WiresharkReport(int Stream, int Completeness, string Flags);
