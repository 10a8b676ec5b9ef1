namespace RstKb.Tests.Diagnosis.Causes;

public sealed class InvalidSegmentTests() : CauseTests("invalid-segment", "half-open", "accept-queue-overflow", "connect-timeout", "syn-scan");
