using System.Globalization;
using RstKb.Cases;
using RstKb.Cases.Intake;
using RstKb.Web.Components.Controls;

namespace RstKb.Web.Components.Home;

/// <summary>What the progress panel says of one moment, in the words that the page's script goes on with.</summary>
/// <param name="now">How far the case has come.</param>
/// <param name="spent">Time since the upload began.</param>
internal sealed class ProgressFigures(ProgressSnapshot now, TimeSpan spent)
{
    private static readonly string[] Steps = ["receive", "survey", "examine", "done"];

    private long Arrived => Math.Max(now.Arrived, now.Bytes);

    private long Whole => now.Total ?? Math.Max(Arrived, 1);

    public bool IsReceiving => now.State == CaseState.Receiving;

    public string Bytes => now.Total is { } total ? $"{Figures.Bytes(Arrived)} of {Figures.Bytes(total)}" : Figures.Bytes(Arrived);

    /// <summary>Percent of the bytes that have arrived, rounded down; null where the sender did not say how many come.</summary>
    public int? Percent => now.Total is null ? null : (int)(100 * Part(Arrived));

    public string ArrivedWidth => Width(Arrived);

    public string ReadWidth => Width(now.Bytes);

    public string Rate => now.State switch
    {
        CaseState.Receiving => "",
        _ when now.Examined > 0 => $"{Figures.Count(now.Examined)} of {Figures.Count(now.Resets)} flows with a reset examined",
        _ => "examining the flows with a reset",
    };

    public string Packets => Figures.Count(now.Packets);

    public string Flows => Figures.Count(now.Flows);

    public string Resets => Figures.Count(now.Resets);

    public string ResetShare => now.Flows > 0 ? $"{Figures.Share(now.Resets, now.Flows)} of all flows" : "\u00a0";

    public string Spent => spent.TotalSeconds < 60 ? $"{(int)spent.TotalSeconds} s" : $"{(int)spent.TotalMinutes} min {spent.Seconds} s";

    public IReadOnlyList<Cases.Flows.Facet> Found => now.Found;

    /// <summary>How a step stands: <c>past</c>, <c>now</c>, or null where it has not begun. The survey runs while the capture arrives.</summary>
    public string? Step(string step)
    {
        var at = now.State == CaseState.Done ? 4 : !IsReceiving ? 2 : Arrived >= now.Total ? 1 : 0;
        var index = Array.IndexOf(Steps, step);
        return index < at ? "past" : index == at || (at == 0 && index == 1) ? "now" : null;
    }

    private double Part(long bytes) => Math.Min(1, (double)bytes / Whole);

    private string Width(long bytes) => string.Create(CultureInfo.InvariantCulture, $"width:{100 * Part(bytes):0.###}%");
}
