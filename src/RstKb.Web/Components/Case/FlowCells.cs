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
    /// <param name="Width">In the live table.</param>
    public sealed record Head(FlowColumn Column, string Name, bool IsNumber, string Width);

    /// <summary>From left to right.</summary>
    public static IReadOnlyList<Head> Heads { get; } =
    [
        new(FlowColumn.Flow, "Flow", true, "60px"), new(FlowColumn.Reset, "Reset at", false, "112px"), new(FlowColumn.Client, "Client", false, "172px"),
        new(FlowColumn.Server, "Server", false, "172px"), new(FlowColumn.Duration, "Lasted, s", true, "80px"), new(FlowColumn.Packets, "Packets", true, "68px"),
        new(FlowColumn.Silence, "Silence, s", true, "82px"), new(FlowColumn.SentBy, "Reset", false, "172px"), new(FlowColumn.Cause, "Verdict", false, "244px"),
        new(FlowColumn.Confidence, "Sure", true, "64px"), new(FlowColumn.Harm, "Effect", false, "96px"),
    ];

    public static string Number(double seconds) => seconds.ToString(seconds >= 100 ? "F2" : "F3", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Confidence as the table shows it; none where the verdict is open.</summary>
    public static string Sure(FlowRow row) => row.Level == "undetermined" ? "" : row.Confidence > .99 ? "> 99 %" : Figures.Percent(row.Confidence);
}
