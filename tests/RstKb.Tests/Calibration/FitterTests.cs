using RstKb.Calibration;
using RstKb.Calibration.Fitting;
using RstKb.Calibration.Labels;
using RstKb.Calibration.Samples;
using RstKb.Diagnosis;
using RstKb.Diagnosis.Weighing;
using RstKb.Tests.House;

namespace RstKb.Tests.Calibration;

public sealed class FitterTests
{
    [Fact]
    public void VerdictsThatAreWrongWhereSomethingLacks_BecomeLessSureThere()
    {
        Sample[] samples = [.. Enumerable.Range(0, 100).SelectMany(i => new[] { Of(i, Lack.Nothing, right: true), Of(i, Lack.Handshake, right: i % 2 == 0) })];

        WeightTable weights = Fitter.Fit(samples);

        Assert.True(weights[Weight.WithoutHandshake] > WeightTable.Started[Weight.WithoutHandshake]);
        Assert.True(Judgement.Of(samples[1], weights).Confidence < Judgement.Of(samples[0], weights).Confidence);
        Assert.Equal(VerdictLevel.Likely, Judgement.Of(samples[0], weights).Level);
        Assert.Equal(VerdictLevel.Possible, Judgement.Of(samples[1], weights).Level);
    }

    [Fact]
    public void NoVerdictIsRightOftenEnough_NoneIsCalledLikely()
    {
        Sample[] samples = [.. Enumerable.Range(0, 200).Select(i => Of(i, Lack.OtherDirection, right: i % 4 != 0))];

        Assert.Equal(1, Fitter.Fit(samples)[Weight.LikelyWithoutOtherDirection]);
    }

    [Fact]
    public void StrongerEvidence_NeverWeighsLessThanWeaker()
    {
        Sample[] samples = [.. Enumerable.Range(0, 40).Select(i => Of(i, Lack.Nothing, right: i % 3 == 0))];

        WeightTable weights = Fitter.Fit(samples);

        Assert.True(weights[Weight.ForStrong] >= weights[Weight.ForMedium]);
        Assert.True(weights[Weight.ForMedium] >= weights[Weight.ForWeak]);
        Assert.True(weights[Weight.ForWeak] > 0);
    }

    [Fact]
    public void HeldOutScenario_IsJudgedByTheOthers()
    {
        Sample[] samples = [.. Enumerable.Range(0, 12).Select(i => Of(i, Lack.Handshake, right: i != 0))];

        Judgement heldOut = CrossValidation.HeldOut(samples)[0].Known;

        Assert.Equal(Judgement.Of(samples[0], Fitter.Fit(samples[1..])).Confidence, heldOut.Confidence);
        Assert.False(heldOut.IsRight);
    }

    [Fact]
    public void SameCaptures_GiveTheSameTablesByteForByte()
    {
        (WeightTable weights, CalibrationRecord record, _) = CalibrationRun.Fit([Samples.Folder]);
        (WeightTable again, CalibrationRecord recordAgain, _) = CalibrationRun.Fit([Samples.Folder]);

        Assert.Equal(weights.ToCsv(), again.ToCsv());
        Assert.Equal(record.ToJson(), recordAgain.ToJson());
        Assert.Equal(LabelReader.Read(Samples.Folder).Count, record.Captures);
        Assert.True(record.Conditions[0].Fitted.LogLoss < record.Conditions[0].Started.LogLoss);
    }

    /// <summary>A reset about which two causes speak: the first has strong evidence and is right or not, the second has weak evidence and is wrong.</summary>
    private static Sample Of(int scenario, Lack lack, bool right)
    {
        var strong = default(EvidenceTally);
        strong.Add(Strength.Strong, speaks: true);
        strong.Add(Strength.Medium, speaks: true);
        var weak = default(EvidenceTally);
        weak.Add(Strength.Weak, speaks: true);
        return new Sample($"scenario {scenario}", $"lack {lack}", "half-open", new ResetTally(lack, [("closed-port", strong), ("half-open", weak)]), [right, false]);
    }
}
