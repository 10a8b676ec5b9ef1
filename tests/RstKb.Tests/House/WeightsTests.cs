using RstKb.Diagnosis;
using RstKb.Diagnosis.Weighing;

namespace RstKb.Tests.House;

/// <summary>The one table of weights and the record that was measured with it, as they lie in the repository.</summary>
public sealed class WeightsTests
{
    /// <summary>Of verdicts that are called likely, at least this many were right, under every condition that was measured.</summary>
    private const double LeastLikelyRight = 0.98;

    private static string Room => Path.Combine(Corpus.RepositoryRoot, "src", "RstKb.Diagnosis", "Weighing");

    [Fact]
    public void Weights_AreWrittenAsTheCommandWritesThem() =>
        Assert.Equal(File.ReadAllText(Path.Combine(Room, "weights.csv")).ReplaceLineEndings("\n"), WeightTable.Fitted.ToCsv());

    [Fact]
    public void Record_IsWrittenAsTheCommandWritesIt() =>
        Assert.Equal(File.ReadAllText(Path.Combine(Room, "calibration.json")).ReplaceLineEndings("\n"), CalibrationRecord.Kept.ToJson());

    [Fact]
    public void Weights_BelongToStrengthsAndNotToCauses() =>
        Assert.DoesNotContain(Enum.GetValues<Weight>(), weight => CauseCatalogue.Slugs.Any(slug => WeightTable.NameOf(weight).Contains(slug, StringComparison.Ordinal)));

    [Fact]
    public void Likely_IsSaidOnlyWhereVerdictsWereMeasuredToBeRight()
    {
        Assert.NotEmpty(CalibrationRecord.Kept.Conditions);
        Assert.All(CalibrationRecord.Kept.Conditions, c => Assert.True(c.Fitted.Counts.LikelyRight >= LeastLikelyRight * c.Fitted.Counts.Likely, c.Name));
    }

    [Fact]
    public void ThresholdsOfLikely_AreStricterWhereTheCaptureShowsLess() =>
        Assert.All(VerdictLevels.Rows, row => Assert.True(WeightTable.Fitted[row.Row] >= WeightTable.Fitted[Weight.Likely]));

    [Fact]
    public void EveryTrueCauseOfTheRecord_IsInTheCatalogue() =>
        Assert.All(CalibrationRecord.Kept.Causes, cause => Assert.Contains(cause.Cause, CauseCatalogue.Slugs));

    [Theory]
    [InlineData(0, 10, 0, 0.2775)]
    [InlineData(10, 10, 0.7225, 1)]
    [InlineData(50, 100, 0.4038, 0.5962)]
    public void Interval_IsWilsons(int right, int verdicts, double low, double high)
    {
        BandShare share = BandShare.Of(verdicts, right);

        Assert.Equal(low, share.Low, 3);
        Assert.Equal(high, share.High, 3);
    }
}
