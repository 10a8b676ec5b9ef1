using System.Globalization;
using System.Text;

namespace RstKb.Diagnosis.Weighing;

/// <summary>
/// The one table of weights (weights.csv). It was fitted by tests/RstKb.Calibration on labelled captures, beginning with the values that its
/// column <c>started</c> keeps.
/// </summary>
public sealed class WeightTable
{
    /// <summary>How much one point of score moves the odds: e^0.7 is about two. It only says what a point is, so it is not fitted.</summary>
    public const double Sharpness = 0.7;

    private const string Header = "weight,value,started,meaning";

    private static readonly (double Value, double Started, string Meaning)[] Rows = Read();

    private readonly double[] values;

    private WeightTable(double[] values) => this.values = values;

    /// <summary>What the verdicts are made with.</summary>
    public static WeightTable Fitted { get; } = new([.. Rows.Select(r => r.Value)]);

    /// <summary>What the fitting began with.</summary>
    public static WeightTable Started { get; } = new([.. Rows.Select(r => r.Started)]);

    public double this[Weight weight] => values[(int)weight];

    /// <summary>The same table with one other value.</summary>
    public WeightTable With(Weight weight, double value)
    {
        double[] changed = [.. values];
        changed[(int)weight] = value;
        return new WeightTable(changed);
    }

    /// <summary>The row's name as the file writes it: <c>ForStrong</c> is <c>for-strong</c>.</summary>
    public static string NameOf(Weight weight)
    {
        var name = new StringBuilder();
        foreach (char c in weight.ToString())
        {
            name.Append(char.IsUpper(c) && name.Length > 0 ? "-" : "").Append(char.ToLowerInvariant(c));
        }

        return name.ToString();
    }

    /// <summary>What a row means, in one sentence.</summary>
    public static string MeaningOf(Weight weight) => Rows[(int)weight].Meaning;

    /// <summary>The table as the file keeps it.</summary>
    public string ToCsv()
    {
        var text = new StringBuilder(Header).Append('\n');
        foreach (Weight weight in Enum.GetValues<Weight>())
        {
            text.Append(CultureInfo.InvariantCulture, $"{NameOf(weight)},{this[weight]:0.##},{Started[weight]:0.##},{MeaningOf(weight)}\n");
        }

        return text.ToString();
    }

    private static (double Value, double Started, string Meaning)[] Read()
    {
        using Stream stream = typeof(WeightTable).Assembly.GetManifestResourceStream("weights.csv")!;
        using var reader = new StreamReader(stream);
        string? header = reader.ReadLine();
        if (header != Header)
        {
            throw new FormatException($"weights.csv begins with \"{header}\" instead of \"{Header}\".");
        }

        var rows = new (double, double, string)[Enum.GetValues<Weight>().Length];
        foreach (Weight weight in Enum.GetValues<Weight>())
        {
            string[] fields = reader.ReadLine()?.Split(',', 4) ?? [];
            if (fields.Length != 4 || fields[0] != NameOf(weight))
            {
                throw new FormatException($"weights.csv lacks its row \"{NameOf(weight)}\" at the place where it belongs.");
            }

            rows[(int)weight] = (double.Parse(fields[1], CultureInfo.InvariantCulture), double.Parse(fields[2], CultureInfo.InvariantCulture), fields[3]);
        }

        return rows;
    }
}
