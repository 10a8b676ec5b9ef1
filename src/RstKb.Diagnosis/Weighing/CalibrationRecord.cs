using System.Text.Json;
using System.Text.Json.Serialization;

namespace RstKb.Diagnosis.Weighing;

/// <summary>
/// How often verdicts were right when they were measured (calibration.json). Every verdict counted here was given with weights that were fitted without
/// the scenario that it is about. tests/RstKb.Calibration writes it together with the weights.
/// </summary>
public sealed record CalibrationRecord
{
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        IndentSize = 1,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>The record that belongs to <see cref="WeightTable.Fitted"/>.</summary>
    public static CalibrationRecord Kept { get; } = Read();

    /// <summary>The <see cref="Diagnosis.Engine.Version"/> that gave the verdicts; a later one may judge otherwise.</summary>
    public required string Engine { get; init; }

    /// <summary>Where the labelled captures came from.</summary>
    public required IReadOnlyList<CaptureSource> Sources { get; init; }

    /// <summary>Labelled captures.</summary>
    [JsonIgnore]
    public int Captures => Sources.Sum(s => s.Captures);

    /// <summary>Groups of captures that show the same happening or were made in the same way: what is left out together.</summary>
    public required int Scenarios { get; init; }

    /// <summary>Verdicts, over all conditions; resets of one capture with the same evidence count once.</summary>
    public required int Verdicts { get; init; }

    /// <summary>The conditions, the whole capture first.</summary>
    public required IReadOnlyList<ConditionRecord> Conditions { get; init; }

    /// <summary>Bands of confidence, the surest first.</summary>
    public required IReadOnlyList<ConfidenceBand> Bands { get; init; }

    /// <summary>True causes, by slug.</summary>
    public required IReadOnlyList<CauseRecord> Causes { get; init; }

    /// <summary>The verdicts that would be given if the true cause and all acceptable ones had no rule.</summary>
    public required VerdictCounts CauseUnknown { get; init; }

    /// <summary>The band of a verdict; null where nothing was measured.</summary>
    /// <param name="level"><c>likely</c> or <c>possible</c>.</param>
    /// <param name="confidence">From 0 to 1.</param>
    public ConfidenceBand? BandOf(string level, double confidence) => Bands.FirstOrDefault(b => b.Level == level && confidence >= b.From && confidence < b.To);

    /// <summary>The record as the file keeps it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Format) + "\n";

    private static CalibrationRecord Read()
    {
        using Stream stream = typeof(CalibrationRecord).Assembly.GetManifestResourceStream("calibration.json")!;
        return JsonSerializer.Deserialize<CalibrationRecord>(stream, Format)!;
    }
}
