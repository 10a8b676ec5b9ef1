using System.IO.Compression;
using System.Text.Json;
using RstKb.Benchmarks.Generation;
using RstKb.Capture;
using RstKb.Capture.Flows;
using RstKb.Diagnosis;
using RstKb.Diagnosis.Report;
using RstKb.Tests.Capture.Files;
using static RstKb.Tests.Capture.Headers.WirePacket;

namespace RstKb.Tests.Capture.Flows;

/// <summary>A large file is read, decoded and counted on threads of their own; what comes out is what the same bytes give on one.</summary>
public sealed class LargeFileTests : IDisposable
{
    private const int Bytes = 12 << 20;

    private static readonly Lazy<byte[]> Mixed = new(() => Generated(TrafficMix.Mixed));

    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Theory]
    [InlineData("whole")]
    [InlineData("cut inside a packet")]
    [InlineData("damaged in the middle")]
    [InlineData("packets and blocks larger than what is read at once")]
    public void ALargeFile_GivesTheReportOfItsBytesInMemory(string kind)
    {
        byte[] capture = kind switch
        {
            "whole" => Mixed.Value,
            "cut inside a packet" => Mixed.Value[..(Bytes / 2)],
            "damaged in the middle" => Damaged(),
            _ => PcapngWithLargeBlocks(),
        };
        File.WriteAllBytes(path, capture);

        string expected = Json(() => new MemoryStream(capture));

        Assert.Equal(expected, Json(() => File.OpenRead(path)));
    }

    [Fact]
    public void ALargeGzipFile_GivesTheReportOfWhatItHolds()
    {
        using (var packed = new GZipStream(File.Create(path), CompressionLevel.NoCompression))
        {
            packed.Write(Mixed.Value);
        }

        Assert.True(new FileInfo(path).Length > 4 << 20, "large enough to be read ahead");
        Assert.Equal(Json(() => new MemoryStream(Mixed.Value)), Json(() => File.OpenRead(path)).Replace("\"gzip\"", "\"none\"", StringComparison.Ordinal));
    }

    /// <summary>The second pass ends with the last wanted packet, while other threads are still far ahead.</summary>
    [Fact]
    public void TheOnlyResetAtTheStartOfALargeFile_EndsTheSecondPassThere()
    {
        var pcap = new PcapBytes(network: 101);
        pcap.Packet(1, 0, FromClient(100, Syn)).Packet(1, 1, FromServer(0, Rst | Ack, 101));
        byte[] filler = [.. FromClient(1, Ack, port: 3000), .. new byte[1200]];
        for (uint i = 0; i < Bytes / filler.Length; i++)
        {
            pcap.Packet(2, i, filler);
        }

        File.WriteAllBytes(path, pcap.ToArray());
        var traces = new List<FlowTrace>();
        SurveyResult survey;
        using (FileStream first = File.OpenRead(path))
        {
            survey = Survey.Run(first, new CaptureLimits(), null, CancellationToken.None);
        }

        using FileStream second = File.OpenRead(path);
        Examination.Run(second, survey, new CaptureLimits(), traces.Add, null, CancellationToken.None);

        Assert.Equal([1L, 2L], Assert.Single(traces).Segments.Select(segment => segment.Packet));
        Assert.True(second.Position < second.Length / 2, $"{second.Position:N0} of {second.Length:N0} bytes were read.");
    }

    [Fact]
    public void ASurveyThatIsCancelled_StopsAndLeavesTheFileFree()
    {
        File.WriteAllBytes(path, Mixed.Value);
        using var cancelled = new CancellationTokenSource();
        using (FileStream file = File.OpenRead(path))
        {
            Assert.Throws<OperationCanceledException>(() => Survey.Run(file, new CaptureLimits(), _ => cancelled.Cancel(), cancelled.Token));
        }

        using FileStream again = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.Equal(Bytes, again.Length, Bytes / 10.0);
    }

    [Fact]
    public void MorePacketsThanAreNumbered_AreNotReadAndThatIsSaid()
    {
        var limits = new CaptureLimits { MaxPackets = 5_000 };
        var analyst = new CaptureAnalyst(limits);
        CaptureSurvey survey = analyst.Survey(new MemoryStream(Mixed.Value), null, CancellationToken.None);
        AnalysisReport report = analyst.Diagnose(new MemoryStream(Mixed.Value), survey, new CaptureIdentity("mixed.pcap", Bytes, ""), null, null, CancellationToken.None);

        Assert.Equal(5_000, report.Capture.Packets);
        Assert.NotEmpty(report.Resets);
        Assert.All(report.Resets, reset => Assert.InRange(reset.Reset.Packet, 1, 5_000));
        Assert.Equal("Stopped after 5,000 packets. The rest of the file was not read.", Assert.Single(report.Capture.Warnings, warning => warning.Code == "packet-limit").Text);
    }

    private static string Json(Func<Stream> open)
    {
        var analyst = new CaptureAnalyst(new CaptureLimits());
        using Stream first = open();
        CaptureSurvey survey = analyst.Survey(first, null, CancellationToken.None);
        using Stream second = open();
        return JsonSerializer.Serialize(
            analyst.Diagnose(second, survey, new CaptureIdentity("large", 0, ""), null, null, CancellationToken.None), ReportJson.Default.AnalysisReport);
    }

    private static byte[] Generated(TrafficMix mix)
    {
        using var made = new MemoryStream();
        new TrafficGenerator(mix, seed: 11).Write(made, Bytes);
        return made.ToArray();
    }

    /// <summary>A record in the middle that claims more than a packet can have.</summary>
    private static byte[] Damaged()
    {
        byte[] capture = [.. Mixed.Value];
        int at = 24;
        while (at < Bytes * 2 / 3)
        {
            at += 16 + BitConverter.ToInt32(capture, at + 8);
        }

        BitConverter.TryWriteBytes(capture.AsSpan(at + 8), 0x7fff_ffff);
        return capture;
    }

    private static byte[] PcapngWithLargeBlocks()
    {
        PcapngBytes file = new PcapngBytes().Section().Interface(101);
        for (uint i = 0; i < 40; i++)
        {
            byte[] large = [.. FromClient(100, Ack, port: 2000), .. new byte[200_000]];
            file.Enhanced(i * 10, FromClient(100, Syn, port: (int)(3000 + i)))
                .Enhanced((i * 10) + 1, large)
                .Enhanced((i * 10) + 2, FromServer(0, Rst | Ack, 101, port: (int)(3000 + i)));
            if (i % 8 == 3)
            {
                file.Block(0x0bad, body => body.U32(1).Raw(new byte[3 << 20]));
            }
        }

        return file.ToArray();
    }
}
