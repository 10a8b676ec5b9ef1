using System.Text.Json;
using RstKb.Diagnosis.Report;

namespace RstKb.Tests.Cases;

/// <summary>Reports and timelines outlive the engine that wrote them: what a later one added is missing in them.</summary>
public sealed class StoredReportTests
{
    [Fact]
    public void TimelineOfAnEarlierEngine_HasNoErrors()
    {
        FlowTimeline timeline = JsonSerializer.Deserialize(
            """{"flow":1,"client":{"address":"10.0.0.1","port":1},"server":{"address":"10.0.0.2","port":2},"startedAt":"2026-11-20T00:00:00Z","capturedAt":"unknown","segments":[]}""",
            ReportJson.Default.FlowTimeline)!;

        Assert.Empty(timeline.Errors);
    }

    [Fact]
    public void VerdictOfAnEarlierEngine_NamesNothingElseToRead()
    {
        ResetReport written = FlowRows.Flow(1);
        string json = JsonSerializer.Serialize(written, ReportJson.Default.ResetReport).Replace(",\"readAlso\":[]", "", StringComparison.Ordinal);

        Assert.DoesNotContain("readAlso", json, StringComparison.Ordinal);
        Assert.Empty(JsonSerializer.Deserialize(json, ReportJson.Default.ResetReport)!.Verdict.ReadAlso);
    }
}
