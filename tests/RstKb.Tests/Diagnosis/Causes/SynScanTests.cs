namespace RstKb.Tests.Diagnosis.Causes;

public sealed class SynScanTests() : CauseTests("syn-scan", "connect-timeout", "health-check", "on-path-injection");
