using System.Text.Json.Serialization;

namespace RstKb.Diagnosis.Weighing;

/// <summary>Verdicts of about the same confidence, and how many of them were right.</summary>
/// <param name="Level"><c>likely</c> or <c>possible</c>.</param>
/// <param name="From">Lowest confidence, included.</param>
/// <param name="To">Highest confidence, excluded; above 1 in the highest band.</param>
/// <param name="Whole">On captures as they were taken.</param>
/// <param name="Limited">On the same captures after a part was taken from them.</param>
public sealed record ConfidenceBand(string Level, double From, double To, BandShare Whole, BandShare Limited)
{
    /// <summary>Both together.</summary>
    [JsonIgnore]
    public int Verdicts => Whole.Verdicts + Limited.Verdicts;

    /// <summary>Both together.</summary>
    [JsonIgnore]
    public int Right => Whole.Right + Limited.Right;
}
