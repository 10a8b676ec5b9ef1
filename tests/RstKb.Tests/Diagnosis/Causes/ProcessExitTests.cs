namespace RstKb.Tests.Diagnosis.Causes;

public sealed class ProcessExitTests() : CauseTests("process-exit", "listener-closed", "data-after-close", "keepalive-race", "fin-wait2-orphan");
