using RstKb.Diagnosis;
using RstKb.Diagnosis.Report;

namespace RstKb.Tests.Diagnosis.Causes;

/// <summary>What every cause must stand: its own captures are recognised, and those of its look-alikes are left to them.</summary>
public abstract class CauseTests(string slug, params string[] lookAlikes)
{
    [Fact]
    public void OwnCaptures_GetThisCauseOrOneThatTheTruthAccepts()
    {
        List<Truth> own = [.. Truth.OfSamples.Where(t => t.Cause == slug)];
        Assert.NotEmpty(own);
        foreach (Truth truth in own)
        {
            ResetReport report = Assert.Single(Reports.About(truth));
            Assert.True(truth.Accepts(report.Verdict.Cause), $"{Path.GetFileName(truth.File)}: {report.Verdict.Cause} ({report.Verdict.Level})");
            Assert.Equal(truth.SentBy, report.Verdict.SentBy);
        }
    }

    [Fact]
    public void CaptureOfTheArticle_ShowsEvidenceForThisCauseWithPackets() =>
        Assert.Contains(
            Truth.OfSamples.Where(t => t.Cause == slug && Path.GetFileNameWithoutExtension(t.File) == slug).SelectMany(Reports.About),
            r => ShowsEvidence(r));

    [Fact]
    public void OwnCapturesTakenForThisCause_ShowEvidenceForItWithPackets()
    {
        foreach (Truth truth in Truth.OfSamples.Where(t => t.Cause == slug))
        {
            Assert.All(Reports.About(truth).Where(r => r.Verdict.Cause == slug), r => Assert.True(ShowsEvidence(r), $"{truth.File}, flow {r.Flow}"));
        }
    }

    [Fact]
    public void CapturesOfLookAlikes_AreNotTakenForThisCause()
    {
        Assert.NotEmpty(lookAlikes);
        foreach (Truth truth in Truth.OfSamples.Where(t => lookAlikes.Contains(t.Cause) && !t.Acceptable.Contains(slug)))
        {
            Assert.All(Reports.About(truth), r => Assert.NotEqual(slug, r.Verdict.Cause));
        }
    }

    [Fact]
    public void LookAlikes_AreCausesThemselves() => Assert.All(lookAlikes, l => Assert.Contains(l, CauseCatalogue.Slugs));

    private bool ShowsEvidence(ResetReport report) => report.Evidence.Any(e => e.Supports.Contains(slug) && e.Packets.Count > 0);
}
