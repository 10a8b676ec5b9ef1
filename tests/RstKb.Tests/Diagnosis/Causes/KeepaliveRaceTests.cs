namespace RstKb.Tests.Diagnosis.Causes;

public sealed class KeepaliveRaceTests() : CauseTests("keepalive-race", "half-open", "idle-timeout-middlebox", "benign", "client-abort");
