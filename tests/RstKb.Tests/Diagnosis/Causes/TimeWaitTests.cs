namespace RstKb.Tests.Diagnosis.Causes;

public sealed class TimeWaitTests() : CauseTests("time-wait", "data-after-close", "benign", "keepalive-race");
