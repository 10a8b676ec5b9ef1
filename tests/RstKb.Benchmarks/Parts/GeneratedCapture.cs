using RstKb.Benchmarks.Generation;

namespace RstKb.Benchmarks.Parts;

/// <summary>Captures in memory, made once.</summary>
internal static class GeneratedCapture
{
    private const long Bytes = 32L << 20;

    public static byte[] Of(TrafficMix mix)
    {
        using var stream = new MemoryStream();
        new TrafficGenerator(mix, seed: 1).Write(stream, Bytes);
        return stream.ToArray();
    }
}
