using System.Text.Json;
using RstKb.Capture;
using RstKb.Diagnosis;
using RstKb.Diagnosis.Report;
using RstKb.Tests.House;

namespace RstKb.Tests.Diagnosis;

/// <summary>What the second pass hands out, and in which order.</summary>
public sealed class CaptureAnalystTests
{
    [Fact]
    public void ReportOfEveryCapture_IsTheSameWithAndWithoutHelpers()
    {
        foreach (string file in Corpus.Files)
        {
            Assert.Equal(Json(file, helpers: 0), Json(file, helpers: 3));
        }
    }

    [Fact]
    public void ManyResets_AreHandedOutInTheOrderInWhichTheirFlowsEnd_WhateverTheNumberOfHelpers()
    {
        byte[] capture = ManyRefusals(5000);

        int[] alone = Order(capture, helpers: 0);
        int[] helped = Order(capture, helpers: 3);

        // Every flow is refused as soon as it begins, so the flows end as they are numbered.
        Assert.Equal(Enumerable.Range(0, 5000), alone);
        Assert.Equal(alone, helped);
    }

    [Fact]
    public void VerdictWithoutSentences_IsTheReportsVerdict()
    {
        foreach (string file in Corpus.Files)
        {
            Each(File.ReadAllBytes(file), 1, static reset => (Short: reset.Verdict(), Long: reset.Report().Verdict), static verdict =>
                Assert.Equal(verdict.Short, new ResetVerdict(verdict.Long.Cause, verdict.Long.Level, verdict.Long.Confidence, verdict.Long.SentBy, verdict.Long.Harm)));
        }
    }

    [Fact]
    public void FaultWhileAResetIsJudged_ReachesTheCaller()
    {
        byte[] capture = ManyRefusals(1000);

        var fault = Assert.Throws<InvalidOperationException>(() => Each(
            capture, 3, static reset => reset.Flow == 700 ? throw new InvalidOperationException("flow 700") : reset.Flow, static _ => { }));

        Assert.Equal("flow 700", fault.Message);
    }

    private static string Json(string file, int helpers)
    {
        var analyst = new CaptureAnalyst(new CaptureLimits(), helpers);
        using FileStream first = File.OpenRead(file);
        CaptureSurvey survey = analyst.Survey(first, null, CancellationToken.None);
        using FileStream second = File.OpenRead(file);
        AnalysisReport report = analyst.Diagnose(second, survey, new CaptureIdentity("capture", second.Length, ""), null, null, CancellationToken.None);
        return JsonSerializer.Serialize(report, ReportJson.Default.AnalysisReport);
    }

    private static int[] Order(byte[] capture, int helpers)
    {
        var order = new List<int>();
        Each(capture, helpers, static reset => reset.Flow, order.Add);
        return [.. order];
    }

    private static void Each<T>(byte[] capture, int helpers, Func<DiagnosedReset, T> make, Action<T> take)
    {
        var analyst = new CaptureAnalyst(new CaptureLimits(), helpers);
        CaptureSurvey survey = analyst.Survey(new MemoryStream(capture), null, CancellationToken.None);
        analyst.DiagnoseEach(new MemoryStream(capture), survey, make, take, null, CancellationToken.None);
    }

    /// <summary>Connections to closed ports, one after the other: a SYN and the RST that refuses it, over raw IPv4.</summary>
    private static byte[] ManyRefusals(int count)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(0xa1b2c3d4);
        writer.Write(0x0004_0002);
        writer.Write(0L);
        writer.Write(65_535);
        writer.Write(228);
        for (int i = 0; i < count; i++)
        {
            byte[] port = [(byte)((20_000 + i) >> 8), (byte)(20_000 + i)];
            Record(writer, i * 2, [10, 0, 0, 1], [10, 0, 0, 2], [.. port, 0, 9, 0, 0, 0, 7, 0, 0, 0, 0, 0x50, 2, 255, 255]);
            Record(writer, (i * 2) + 1, [10, 0, 0, 2], [10, 0, 0, 1], [0, 9, .. port, 0, 0, 0, 0, 0, 0, 0, 8, 0x50, 20, 0, 0]);
        }

        return bytes.ToArray();
    }

    private static void Record(BinaryWriter writer, int time, byte[] source, byte[] destination, byte[] tcp)
    {
        byte[] packet = [0x45, 0, 0, 40, 0, 0, 0x40, 0, 64, 6, 0, 0, .. source, .. destination, .. tcp, 0, 0, 0, 0];
        writer.Write(1_700_000_000);
        writer.Write(time);
        writer.Write(packet.Length);
        writer.Write(packet.Length);
        writer.Write(packet);
    }
}
