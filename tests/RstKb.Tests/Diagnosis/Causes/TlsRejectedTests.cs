namespace RstKb.Tests.Diagnosis.Causes;

public sealed class TlsRejectedTests() : CauseTests("tls-rejected", "on-path-injection", "firewall-reject", "close-with-unread-data", "linger-zero-abort");
