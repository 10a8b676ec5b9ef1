using System.Runtime.CompilerServices;
using RstKb.Capture.Flows;

namespace RstKb.Tests.Capture.Flows;

/// <summary>What the survey's memory grows with.</summary>
public sealed class FlowRecordTests
{
    /// <summary>Two of a processor's lines. Six million packets each wait for theirs, and a million flows take 122 MiB.</summary>
    [Fact]
    public void AFlow_TakesNoMoreThan128Bytes() => Assert.InRange(Unsafe.SizeOf<FlowRecord>(), 1, 128);
}
