namespace RstKb.Tests.Diagnosis.Causes;

public sealed class ClosedPortTests() : CauseTests("closed-port", "firewall-reject", "on-path-injection", "accept-queue-overflow");
