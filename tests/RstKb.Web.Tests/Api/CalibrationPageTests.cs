using System.Globalization;
using System.Net;
using RstKb.Diagnosis.Weighing;
using RstKb.Tests.House;
using RstKb.Web.Components.Controls;

namespace RstKb.Web.Tests.Api;

/// <summary>How often verdicts are right: the page, and the verdict card that leads to it.</summary>
public sealed class CalibrationPageTests
{
    [Fact]
    public async Task Page_ShowsEveryBandConditionCauseAndWeight()
    {
        await using RunningApp app = RunningApp.Start();

        string page = await app.Http.GetStringAsync("/calibration");

        CalibrationRecord record = CalibrationRecord.Kept;
        Assert.All(record.Bands, band => Assert.Contains($"id=\"{band.Level}-{Math.Round(band.From * 100)}\"", page, StringComparison.Ordinal));
        Assert.All(record.Conditions, condition => Assert.Contains(condition.Name[1..], page, StringComparison.Ordinal));
        Assert.All(record.Causes, cause => Assert.Contains($"href=\"/causes/{cause.Cause}\"", page, StringComparison.Ordinal));
        Assert.Contains($">{WeightTable.Fitted[Weight.ForStrong].ToString("0.###", CultureInfo.InvariantCulture)}</td>", page, StringComparison.Ordinal);
        Assert.Contains(Figures.Count(record.Verdicts), page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task VerdictCard_LeadsToTheBandOfItsConfidence()
    {
        await using RunningApp app = RunningApp.Start();
        using HttpResponseMessage stored = await app.PutAsync(new ByteArrayContent(await File.ReadAllBytesAsync(Samples.File("close-with-unread-data"))), "name=unread.pcapng");
        string id = stored.Headers.Location!.OriginalString.Split('/')[^1];
        Assert.Equal(HttpStatusCode.OK, (await app.Http.GetAsync($"/api/v1/cases/{id}/report")).StatusCode);

        string page = await app.Http.GetStringAsync($"/c/{id}/f/0");

        Assert.Contains("were right: <a href=\"/calibration#likely-", page, StringComparison.Ordinal);
    }
}
