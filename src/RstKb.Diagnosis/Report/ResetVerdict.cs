using RstKb.Diagnosis.Scene;
using RstKb.Diagnosis.Weighing;

namespace RstKb.Diagnosis.Report;

/// <summary>A verdict in its words and figures; <see cref="VerdictReport"/> says the same with sentences.</summary>
/// <param name="Cause">The cause's slug; null where the packets cannot tell.</param>
/// <param name="Level"><c>likely</c>, <c>possible</c> or <c>undetermined</c>.</param>
/// <param name="Confidence">From 0 to 1.</param>
/// <param name="SentBy"><c>client</c>, <c>server</c>, <c>middlebox</c> or <c>unknown</c>.</param>
/// <param name="Harm"><c>benign</c>, <c>harmful</c> or <c>unknown</c>.</param>
public readonly record struct ResetVerdict(string? Cause, string Level, double Confidence, string SentBy, string Harm)
{
    internal static ResetVerdict Of(ResetScene scene, Judgement judgement)
    {
        double confidence = Math.Round(judgement.Confidence, 4);
        return judgement is not { First: { } first, Level: not VerdictLevel.Undetermined }
            ? new ResetVerdict(null, "undetermined", confidence, Word(SenderInference.Of(scene)), "unknown")
            : new ResetVerdict(
                first.Slug, judgement.Level == VerdictLevel.Likely ? "likely" : "possible", confidence, Word(first.SenderIn(scene)), Word(first.HarmIn(scene)));
    }

    private static string Word(SentBy sentBy) => sentBy switch
    {
        Diagnosis.SentBy.Client => "client",
        Diagnosis.SentBy.Server => "server",
        Diagnosis.SentBy.Middlebox => "middlebox",
        _ => "unknown",
    };

    private static string Word(Harm harm) => harm switch
    {
        Diagnosis.Harm.Benign => "benign",
        Diagnosis.Harm.Harmful => "harmful",
        _ => "unknown",
    };
}
