using RstKb.Capture;
using RstKb.Capture.Flows;
using RstKb.Diagnosis;
using RstKb.Diagnosis.Habits;
using RstKb.Diagnosis.Scene;
using RstKb.Tests.House;

namespace RstKb.Tests.Diagnosis;

public sealed class ResetKindsTests
{
    /// <summary>A cause is not asked about resets of other kinds than it names: that may change no verdict.</summary>
    [Fact]
    public void ResetOfAKindThatACauseDoesNotName_TheCauseHasNothingToSayOfIt()
    {
        var talkative = new List<string>();
        foreach (string file in Corpus.Files.Concat(Samples.Files))
        {
            foreach (ResetScene scene in ScenesOf(file))
            {
                talkative.AddRange(CauseCatalogue.All
                    .Where(cause => (cause.Kinds & scene.Kind) != scene.Kind && new Findings().Of(cause, scene) != default)
                    .Select(cause => $"{cause.Slug} speaks of packet {scene.Reset.Packet} in {Path.GetFileName(file)}, {scene.Kind}"));
            }
        }

        Assert.Empty(talkative);
    }

    [Fact]
    public void EveryCause_NamesAShapeASideAndWhetherThereIsPayload()
    {
        Assert.All(CauseCatalogue.All, cause =>
        {
            Assert.NotEqual(ResetKinds.None, cause.Kinds & ResetKinds.AnyShape);
            Assert.NotEqual(ResetKinds.None, cause.Kinds & ResetKinds.AnySide);
            Assert.NotEqual(ResetKinds.None, cause.Kinds & ResetKinds.AnyPayload);
        });
    }

    private static List<ResetScene> ScenesOf(string file)
    {
        var limits = new CaptureLimits();
        using FileStream first = File.OpenRead(file);
        SurveyResult survey = Survey.Run(first, limits, null, CancellationToken.None);
        var context = new CaptureContext(survey);
        var scenes = new List<ResetScene>();
        using FileStream second = File.OpenRead(file);
        Examination.Run(second, survey, limits, trace => scenes.Add(new ResetScene(trace, context)), null, CancellationToken.None);
        return scenes;
    }
}
