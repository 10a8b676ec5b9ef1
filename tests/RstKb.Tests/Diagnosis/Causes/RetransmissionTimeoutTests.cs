namespace RstKb.Tests.Diagnosis.Causes;

public sealed class RetransmissionTimeoutTests() : CauseTests("retransmission-timeout", "keepalive-timeout", "idle-timeout-middlebox", "half-open");
