namespace RstKb.Tests.Diagnosis.Causes;

public sealed class OnPathInjectionTests() : CauseTests("on-path-injection", "firewall-reject", "close-with-unread-data", "linger-zero-abort", "half-open", "syn-scan");
