using System.Runtime.CompilerServices;
using RstKb.Diagnosis;
using RstKb.Diagnosis.Report;

namespace RstKb.Cli.Output;

/// <summary>What the table says of a reset flow beside its number and its ends.</summary>
internal readonly record struct ResetOutcome(string Stage, ResetVerdict Verdict)
{
    /// <summary>Works the verdict out.</summary>
    public static ResetOutcome Of(DiagnosedReset reset) => new(reset.Stage(), reset.Verdict());

    /// <summary>Compares the words by identity: each is one and the same string wherever it stands, and there are a million of them.</summary>
    public sealed class SameWords : IEqualityComparer<ResetOutcome>
    {
        public bool Equals(ResetOutcome x, ResetOutcome y) =>
            ReferenceEquals(x.Stage, y.Stage) && ReferenceEquals(x.Verdict.Cause, y.Verdict.Cause) && ReferenceEquals(x.Verdict.Level, y.Verdict.Level)
            && x.Verdict.Confidence.Equals(y.Verdict.Confidence) && ReferenceEquals(x.Verdict.SentBy, y.Verdict.SentBy) && ReferenceEquals(x.Verdict.Harm, y.Verdict.Harm);

        public int GetHashCode(ResetOutcome outcome) => HashCode.Combine(
            RuntimeHelpers.GetHashCode(outcome.Stage), RuntimeHelpers.GetHashCode(outcome.Verdict.Cause), RuntimeHelpers.GetHashCode(outcome.Verdict.SentBy), outcome.Verdict.Confidence);
    }
}

/// <summary>One row of the table.</summary>
/// <param name="Ends">The flow and its two ends.</param>
/// <param name="Outcome">The rest.</param>
internal readonly record struct ResetRow(FlowPair Ends, ResetOutcome Outcome);
