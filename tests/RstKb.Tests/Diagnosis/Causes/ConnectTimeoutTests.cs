namespace RstKb.Tests.Diagnosis.Causes;

public sealed class ConnectTimeoutTests() : CauseTests("connect-timeout", "syn-scan", "health-check", "closed-port");
