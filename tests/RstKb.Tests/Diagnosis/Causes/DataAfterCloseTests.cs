namespace RstKb.Tests.Diagnosis.Causes;

public sealed class DataAfterCloseTests() : CauseTests("data-after-close", "half-open", "close-with-unread-data", "retransmission-timeout");
