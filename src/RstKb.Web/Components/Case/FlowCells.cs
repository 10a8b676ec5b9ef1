using System.Globalization;
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
    /// <param name="Width">px, where the table is as wide as its columns; in a wider one all grow alike.</param>
    /// <param name="IsFixed">True where it cannot be left out: a narrow window shows these alone.</param>
    /// <param name="IsExtra">True where all columns do not fit into the window and this one is left out, unless a person chose it.</param>
    public sealed record Head(FlowColumn Column, string Name, bool IsNumber, int Width, bool IsFixed = false, bool IsExtra = false)
    {
        /// <summary>The classes of its cells; null for none.</summary>
        public string? Classes => (IsNumber, IsExtra, IsFixed) switch
        {
            (false, false, true) => null,
            (true, false, true) => "r",
            (false, false, false) => "more",
            (true, false, false) => "r more",
            (false, true, _) => "extra more",
            (true, true, _) => "r extra more",
        };
    }

    private static readonly FlowColumn[] Usual = [FlowColumn.Duration, FlowColumn.Packets, FlowColumn.SentBy, FlowColumn.Confidence, FlowColumn.Harm];

    /// <summary>From left to right.</summary>
    public static IReadOnlyList<Head> All { get; } =
    [
        new(FlowColumn.Flow, "Flow", true, 76, IsFixed: true), new(FlowColumn.Started, "Started at", false, 112), new(FlowColumn.Reset, "Reset at", false, 112, IsFixed: true),
        new(FlowColumn.Client, "Client", false, 170, IsFixed: true), new(FlowColumn.Server, "Server", false, 174, IsFixed: true),
        new(FlowColumn.Duration, "Lasted, s", true, 74, IsExtra: true), new(FlowColumn.Packets, "Packets", true, 66, IsExtra: true),
        new(FlowColumn.Silence, "Silence, s", true, 84), new(FlowColumn.Stage, "Stage", false, 102), new(FlowColumn.SentBy, "Reset", false, 130),
        new(FlowColumn.Cause, "Verdict", false, 244, IsFixed: true), new(FlowColumn.Confidence, "Sure", true, 64), new(FlowColumn.Harm, "Effect", false, 100),
    ];

    /// <summary>The columns that are shown.</summary>
    /// <param name="chosen">What a person chose; null for the usual ones, which depend on the cause.</param>
    /// <param name="isIdle">True where the flows that are shown were reset after silence.</param>
    public static IReadOnlyList<Head> Of(IReadOnlySet<FlowColumn>? chosen, bool isIdle)
    {
        var byCause = isIdle ? FlowColumn.Silence : FlowColumn.Stage;
        return [.. All.Where(head => head.IsFixed || (chosen?.Contains(head.Column) ?? (head.Column == byCause || Usual.Contains(head.Column))))
            .Select(head => chosen is null ? head : head with { IsExtra = false })];
    }

    public static string Number(double seconds) => seconds.ToString(seconds >= 100 ? "F2" : "F3", CultureInfo.InvariantCulture);

    /// <summary>Confidence as the table shows it; none where the verdict is open.</summary>
    public static string Sure(FlowRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.Level == "undetermined" ? "" : row.Confidence > .99 ? "> 99 %" : Figures.Percent(row.Confidence);
    }
}
