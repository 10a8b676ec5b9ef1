using BenchmarkDotNet.Attributes;
using RstKb.Benchmarks.Generation;
using RstKb.Capture;
using RstKb.Capture.Flows;
using RstKb.Diagnosis;
using RstKb.Diagnosis.Habits;
using RstKb.Diagnosis.Report;

namespace RstKb.Benchmarks.Parts;

/// <summary>What it costs to examine one flow whose packets have been read: of two packets, and of a hundred.</summary>
[MemoryDiagnoser]
public class ExaminationBenchmarks
{
    private const int Flows = 1000;

    private readonly List<FlowTrace> _traces = [];
    private CaptureContext? _context;

    [Params(TrafficMix.Refused, TrafficMix.Aborted)]
    public TrafficMix Mix { get; set; }

    [GlobalSetup]
    public void Generate()
    {
        byte[] capture = GeneratedCapture.Of(Mix);
        var limits = new CaptureLimits();
        SurveyResult survey = Survey.Run(new MemoryStream(capture), limits, null, CancellationToken.None);
        _context = new CaptureContext(survey);
        Examination.Run(new MemoryStream(capture), survey, limits, Keep, null, CancellationToken.None);
    }

    /// <summary>The verdict without a sentence, as the table shows it.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Flows)]
    public int Verdict()
    {
        int likely = 0;
        foreach (FlowTrace trace in _traces)
        {
            likely += new DiagnosedReset(trace, _context!).Verdict().Level == "likely" ? 1 : 0;
        }

        return likely;
    }

    /// <summary>The whole entry of the report with its sentences.</summary>
    [Benchmark(OperationsPerInvoke = Flows)]
    public int Report()
    {
        int evidence = 0;
        foreach (FlowTrace trace in _traces)
        {
            ResetReport report = new DiagnosedReset(trace, _context!).Report();
            evidence += report.Evidence.Count;
        }

        return evidence;
    }

    private void Keep(FlowTrace trace)
    {
        if (_traces.Count < Flows)
        {
            _traces.Add(trace);
        }
    }
}
