namespace RstKb.Tests.Diagnosis.Causes;

public sealed class AdminKillTests() : CauseTests("admin-kill", "linger-zero-abort", "listener-closed", "fin-wait2-orphan", "keepalive-timeout");
