namespace RstKb.Tests.Diagnosis.Causes;

public sealed class LingerZeroAbortTests() : CauseTests("linger-zero-abort", "keepalive-timeout", "data-after-close", "half-open", "health-check");
