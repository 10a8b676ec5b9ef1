namespace RstKb.Tests.Diagnosis.Causes;

public sealed class DdosMitigationTests() : CauseTests("ddos-mitigation", "closed-port", "firewall-reject", "accept-queue-overflow", "on-path-injection");
