using BenchmarkDotNet.Attributes;
using RstKb.Benchmarks.Generation;
using RstKb.Capture;
using RstKb.Capture.Files;
using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis;

namespace RstKb.Benchmarks.Parts;

/// <summary>What each further step over the same 32 MiB costs: reading, decoding, surveying, judging.</summary>
[MemoryDiagnoser]
public class PassBenchmarks
{
    private readonly CaptureLimits _limits = new();
    private byte[] _capture = [];
    private CaptureSurvey? _survey;

    [Params(TrafficMix.Mixed, TrafficMix.Small)]
    public TrafficMix Mix { get; set; }

    [GlobalSetup]
    public void Generate()
    {
        _capture = GeneratedCapture.Of(Mix);
        _survey = new CaptureAnalyst(_limits).Survey(new MemoryStream(_capture), null, CancellationToken.None);
    }

    [Benchmark(Baseline = true)]
    public long Reading()
    {
        using CaptureReader reader = CaptureFile.Open(new MemoryStream(_capture), _limits);
        long bytes = 0;
        while (reader.TryRead(out CapturedPacket packet))
        {
            bytes += packet.Bytes.Length;
        }

        return bytes;
    }

    [Benchmark]
    public long Decoding()
    {
        using CaptureReader reader = CaptureFile.Open(new MemoryStream(_capture), _limits);
        long bytes = 0;
        while (reader.TryRead(out CapturedPacket packet))
        {
            bytes += SegmentDecoder.TryDecode(packet, _limits, out DecodedSegment segment, out _) ? segment.PayloadLength : 0;
        }

        return bytes;
    }

    [Benchmark]
    public int Surveying() => Survey.Run(new MemoryStream(_capture), _limits, null, CancellationToken.None).Flows.Count;

    [Benchmark]
    public int Judging()
    {
        int likely = 0;
        new CaptureAnalyst(_limits, helpers: 0).DiagnoseEach(
            new MemoryStream(_capture), _survey!, reset => reset.Verdict().Level == "likely", isLikely => likely += isLikely ? 1 : 0, null, CancellationToken.None);
        return likely;
    }
}
