using System.Globalization;

namespace RstKb.Benchmarks.Pages;

/// <summary>The same thing measured several times.</summary>
internal sealed class Series(string name, string unit = "ms")
{
    private readonly List<double> _values = [];

    public void Add(double value) => _values.Add(value);

    /// <summary>Its middle and its worst, and all of it.</summary>
    public override string ToString()
    {
        double[] sorted = [.. _values.Order()];
        string all = string.Join(' ', _values.Select(value => value.ToString("F0", CultureInfo.InvariantCulture)));
        return sorted.Length == 0 ? $"  {name,-46} not measured" : string.Create(
            CultureInfo.InvariantCulture, $"  {name,-46} median {sorted[sorted.Length / 2],6:F0} {unit}, worst {sorted[^1],6:F0} {unit}   ({all})");
    }
}
