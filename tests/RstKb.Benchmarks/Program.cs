using System.Diagnostics;
using BenchmarkDotNet.Running;
using RstKb.Benchmarks.Generation;
using RstKb.Capture;
using RstKb.Capture.Flows;

// generate mixed|small FILE MEGABYTES [SEED]   writes a capture; the same words give the same bytes
// survey FILE                                  the first pass alone, timed from outside
// anything else                                goes to BenchmarkDotNet, for instance --filter '*Survey*'
switch (args)
{
    case ["generate", "mixed" or "small", var path, var megabytes, .. var rest]:
        using (FileStream file = File.Create(path))
        {
            TrafficMix mix = args[1] == "mixed" ? TrafficMix.Mixed : TrafficMix.Small;
            new TrafficGenerator(mix, rest is [var seed] ? int.Parse(seed) : 1).Write(file, long.Parse(megabytes) << 20);
        }

        return 0;
    case ["survey", var path]:
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1))
        {
            SurveyResult survey = Survey.Run(file, new CaptureLimits(), null, CancellationToken.None);
            double mebibytes = Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0;
            Console.WriteLine($"{survey.Counts.Packets} packets, {survey.Counts.TcpPackets} TCP, {survey.Flows.Count} flows, {survey.Flows.ResetFlows} reset, {mebibytes:0} MiB");
        }

        return 0;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(TrafficGenerator).Assembly).Run(args);
        return 0;
}
