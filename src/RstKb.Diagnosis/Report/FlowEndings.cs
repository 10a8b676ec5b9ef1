namespace RstKb.Diagnosis.Report;

/// <summary>How the flows without a RST ended; the five figures add up to <c>Total - WithReset</c>.</summary>
/// <param name="Closed">Both sides sent FIN.</param>
/// <param name="HalfClosed">One side sent FIN.</param>
/// <param name="Open">Established, nothing closed them within the capture.</param>
/// <param name="Unanswered">SYNs that nobody answered.</param>
/// <param name="MidStream">The capture holds neither their beginning nor their end.</param>
public sealed record FlowEndings(int Closed, int HalfClosed, int Open, int Unanswered, int MidStream);
