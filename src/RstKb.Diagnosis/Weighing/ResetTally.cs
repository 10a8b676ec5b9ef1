namespace RstKb.Diagnosis.Weighing;

/// <summary>What was found about one reset before it is weighed: enough to weigh it again with other weights.</summary>
/// <param name="Lack">What the capture does not show of the flow.</param>
/// <param name="Causes">Every cause with something to say, by slug, in their order.</param>
public sealed record ResetTally(Lack Lack, IReadOnlyList<(string Cause, EvidenceTally Evidence)> Causes);
