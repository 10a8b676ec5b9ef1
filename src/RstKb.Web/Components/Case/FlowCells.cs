using RstKb.Cases.Flows;
using RstKb.Web.Components.Controls;

namespace RstKb.Web.Components.Case;

/// <summary>The columns of the flow table, the same for the plain and the live one.</summary>
public static class FlowCells
{
    /// <summary>One column.</summary>
    /// <param name="Column">By what it is ordered.</param>
    /// <param name="Name">Its head.</param>
    /// <param name="IsNumber">True where it stands to the right.</param>
    /// <param name="Width">In the live table, px.</param>
    /// <param name="IsExtra">True where a window of less than <see cref="WideWindow"/> px leaves it out.</param>
    public sealed record Head(FlowColumn Column, string Name, bool IsNumber, int Width, bool IsExtra = false);

    /// <summary>The window from which on all columns fit; px.</summary>
    public const int WideWindow = 1400;

    /// <summary>From left to right.</summary>
    public static IReadOnlyList<Head> Heads { get; } =
    [
        new(FlowColumn.Flow, "Flow", true, 60), new(FlowColumn.Reset, "Reset at", false, 112), new(FlowColumn.Client, "Client", false, 178),
        new(FlowColumn.Server, "Server", false, 182), new(FlowColumn.Duration, "Lasted, s", true, 74, true), new(FlowColumn.Packets, "Packets", true, 66, true),
        new(FlowColumn.Silence, "Silence, s", true, 84), new(FlowColumn.SentBy, "Reset", false, 130), new(FlowColumn.Cause, "Verdict", false, 260),
        new(FlowColumn.Confidence, "Sure", true, 64), new(FlowColumn.Harm, "Effect", false, 100),
    ];

    public static string Number(double seconds) => seconds.ToString(seconds >= 100 ? "F2" : "F3", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Confidence as the table shows it; none where the verdict is open.</summary>
    public static string Sure(FlowRow row) => row.Level == "undetermined" ? "" : row.Confidence > .99 ? "> 99 %" : Figures.Percent(row.Confidence);
}
