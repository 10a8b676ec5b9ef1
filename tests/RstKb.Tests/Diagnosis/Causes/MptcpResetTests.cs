namespace RstKb.Tests.Diagnosis.Causes;

public sealed class MptcpResetTests() : CauseTests("mptcp-reset", "linger-zero-abort", "accept-queue-overflow", "close-with-unread-data");
