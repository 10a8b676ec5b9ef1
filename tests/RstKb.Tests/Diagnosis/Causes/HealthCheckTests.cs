namespace RstKb.Tests.Diagnosis.Causes;

public sealed class HealthCheckTests() : CauseTests("health-check", "syn-scan", "linger-zero-abort", "close-with-unread-data");
