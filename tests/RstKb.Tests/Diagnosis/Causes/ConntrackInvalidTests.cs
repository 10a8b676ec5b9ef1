namespace RstKb.Tests.Diagnosis.Causes;

public sealed class ConntrackInvalidTests() : CauseTests("conntrack-invalid", "half-open", "data-after-close", "on-path-injection");
