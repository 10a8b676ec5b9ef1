namespace RstKb.Tests.Diagnosis.Causes;

public sealed class BenignTests() : CauseTests("benign", "close-with-unread-data", "data-after-close", "keepalive-race", "client-abort", "linger-zero-abort");
