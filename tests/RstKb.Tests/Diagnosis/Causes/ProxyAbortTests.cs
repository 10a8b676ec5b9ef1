namespace RstKb.Tests.Diagnosis.Causes;

public sealed class ProxyAbortTests() : CauseTests("proxy-abort", "linger-zero-abort", "close-with-unread-data", "fin-wait2-orphan", "health-check");
