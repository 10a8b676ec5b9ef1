namespace RstKb.Tests.Diagnosis.Causes;

public sealed class FirewallRejectTests() : CauseTests("firewall-reject", "closed-port", "on-path-injection", "half-open", "idle-timeout-middlebox");
