namespace RstKb.Diagnosis.Report;

/// <summary>How many TCP flows the capture holds and how they ended.</summary>
/// <param name="Total">All TCP flows.</param>
/// <param name="WithReset">Flows that hold at least one RST.</param>
/// <param name="Endings">How the flows without a reset ended.</param>
public sealed record FlowCounts(int Total, int WithReset, FlowEndings Endings);

/// <summary>How the flows without a RST ended; the five figures add up to <c>Total - WithReset</c>.</summary>
/// <param name="Closed">Both sides sent FIN.</param>
/// <param name="HalfClosed">One side sent FIN.</param>
/// <param name="Open">Established, nothing closed them within the capture.</param>
/// <param name="Unanswered">SYNs that nobody answered.</param>
/// <param name="MidStream">The capture holds neither their beginning nor their end.</param>
public sealed record FlowEndings(int Closed, int HalfClosed, int Open, int Unanswered, int MidStream);
