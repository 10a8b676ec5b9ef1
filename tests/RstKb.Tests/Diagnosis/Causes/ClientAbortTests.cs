namespace RstKb.Tests.Diagnosis.Causes;

public sealed class ClientAbortTests() : CauseTests("client-abort", "keepalive-race", "linger-zero-abort", "close-with-unread-data", "benign");
