namespace RstKb.Tests.Diagnosis.Causes;

public sealed class KeepaliveTimeoutTests() : CauseTests("keepalive-timeout", "linger-zero-abort", "retransmission-timeout", "half-open");
