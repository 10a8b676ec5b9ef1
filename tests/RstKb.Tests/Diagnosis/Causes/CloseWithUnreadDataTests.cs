namespace RstKb.Tests.Diagnosis.Causes;

public sealed class CloseWithUnreadDataTests() : CauseTests("close-with-unread-data", "linger-zero-abort", "fin-wait2-orphan", "proxy-abort", "data-after-close");
