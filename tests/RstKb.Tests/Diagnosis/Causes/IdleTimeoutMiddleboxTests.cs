namespace RstKb.Tests.Diagnosis.Causes;

public sealed class IdleTimeoutMiddleboxTests() : CauseTests("idle-timeout-middlebox", "keepalive-race", "keepalive-timeout", "retransmission-timeout", "data-after-close");
