namespace RstKb.Tests.Diagnosis.Causes;

public sealed class ListenerClosedTests() : CauseTests("listener-closed", "close-with-unread-data", "accept-queue-overflow", "linger-zero-abort", "fin-wait2-orphan");
