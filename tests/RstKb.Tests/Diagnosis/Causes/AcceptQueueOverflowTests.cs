namespace RstKb.Tests.Diagnosis.Causes;

public sealed class AcceptQueueOverflowTests() : CauseTests("accept-queue-overflow", "half-open", "firewall-reject", "invalid-segment", "linger-zero-abort", "mptcp-reset");
