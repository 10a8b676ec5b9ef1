using System.Diagnostics;
using BenchmarkDotNet.Running;
using RstKb.Benchmarks.Generation;
using RstKb.Benchmarks.Pages;
using RstKb.Capture;
using RstKb.Capture.Flows;

// generate mixed|small FILE MEGABYTES [SEED]   writes a capture, and FILE.json about it; the same words give the same bytes
// generate resets FILE COUNT [SEED]            the same traffic cut at 128 bytes, until so many flows were reset
// survey FILE                                  the first pass alone, timed from outside
// check FILE                                   compares what the first pass counts with FILE.json
// pages [CAPTURE]                              what a person waits for in a browser; without a capture, one with 31,000 resets is generated
// anything else                                goes to BenchmarkDotNet, for instance --filter '*Survey*'
switch (args)
{
    case ["generate", "mixed" or "small", var path, var megabytes, .. var rest]:
        using (FileStream file = File.Create(path))
        {
            TrafficMix mix = args[1] == "mixed" ? TrafficMix.Mixed : TrafficMix.Small;
            TrafficTruth truth = new TrafficGenerator(mix, rest is [var seed] ? int.Parse(seed) : 1).Write(file, long.Parse(megabytes) << 20);
            File.WriteAllText(path + ".json", truth.ToJson());
        }

        return 0;
    case ["generate", "resets", var path, var count, .. var rest]:
        using (FileStream file = File.Create(path))
        {
            TrafficTruth truth = TrafficGenerator.Cut(rest is [var seed] ? int.Parse(seed) : 1).Write(file, long.MaxValue, long.Parse(count));
            File.WriteAllText(path + ".json", truth.ToJson());
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
    case ["check", var path]:
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1))
        {
            var counted = TrafficTruth.Of(Survey.Run(file, new CaptureLimits(), null, CancellationToken.None));
            string differences = string.Join("; ", counted.DifferencesFrom(TrafficTruth.FromJson(File.ReadAllText(path + ".json"))));
            Console.WriteLine(differences.Length == 0 ? "counts are equal" : differences);
            return differences.Length == 0 ? 0 : 1;
        }

    case ["pages"] or ["pages", _]:
        await PagesRun.RunAsync(args.ElementAtOrDefault(1));
        return 0;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(TrafficGenerator).Assembly).Run(args);
        return 0;
}
