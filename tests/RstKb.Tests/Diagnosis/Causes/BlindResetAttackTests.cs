namespace RstKb.Tests.Diagnosis.Causes;

public sealed class BlindResetAttackTests() : CauseTests("blind-reset-attack", "invalid-segment", "on-path-injection", "half-open");
