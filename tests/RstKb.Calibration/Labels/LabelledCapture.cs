namespace RstKb.Calibration.Labels;

/// <summary>A capture with the truth about its reset connections.</summary>
/// <param name="Path">The file.</param>
/// <param name="Labels">At least one.</param>
public sealed record LabelledCapture(string Path, IReadOnlyList<Label> Labels)
{
    /// <summary>The captures that show the same happening share this name: see <see cref="Scenarios"/>.</summary>
    public string Scenario { get; init; } = "";
}
