using RstKb.Benchmarks.Generation;
using RstKb.Capture;
using RstKb.Capture.Flows;

namespace RstKb.Tests.Capture.Flows;

/// <summary>Counts on captures whose maker knows what is in them; larger than any sample, so that tables grow and files are read ahead.</summary>
public sealed class GeneratedTrafficTests
{
    private const long Bytes = 24L << 20;

    [Theory]
    [InlineData(TrafficMix.Mixed)]
    [InlineData(TrafficMix.Small)]
    public void GeneratedCaptureAsStreamAndAsFile_IsCountedAsItWasMade(TrafficMix mix)
    {
        string path = Path.GetTempFileName();
        try
        {
            TrafficTruth truth;
            using (FileStream file = File.Create(path))
            {
                truth = new TrafficGenerator(mix, seed: 7).Write(file, Bytes);
            }

            using FileStream read = File.OpenRead(path);
            using var stream = new MemoryStream(File.ReadAllBytes(path));
            Assert.True(truth.ResetFlows > 100);
            Assert.Empty(Counted(read).DifferencesFrom(truth));
            Assert.Empty(Counted(stream).DifferencesFrom(truth));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static TrafficTruth Counted(Stream capture) => TrafficTruth.Of(Survey.Run(capture, new CaptureLimits(), null, CancellationToken.None));
}
