namespace RstKb.Tests.Diagnosis.Causes;

public sealed class FinWait2OrphanTests() : CauseTests("fin-wait2-orphan", "data-after-close", "linger-zero-abort", "benign", "keepalive-race");
