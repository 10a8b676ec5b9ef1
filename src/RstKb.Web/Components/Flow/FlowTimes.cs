using RstKb.Web.Components.Controls;

namespace RstKb.Web.Components.Flow;

/// <summary>How a time column is named and how the address says it.</summary>
public static class FlowTimes
{
    /// <summary>All of them as the menu lists them.</summary>
    public static IReadOnlyList<FlowTime> All { get; } = Enum.GetValues<FlowTime>();

    /// <summary>In the menu.</summary>
    public static string Name(this FlowTime time) => time switch
    {
        FlowTime.SincePrevious => "Since previous",
        FlowTime.Utc => "Time of day, UTC",
        FlowTime.Local => "Time of day, here",
        _ => "Since the start",
    };

    /// <summary>Over the column.</summary>
    public static string Head(this FlowTime time) => time switch
    {
        FlowTime.SincePrevious => "Since prev.",
        FlowTime.Utc or FlowTime.Local => "UTC",
        _ => "Time, s",
    };

    /// <summary>The address's <c>t</c>; null for what is shown without it.</summary>
    public static string? Word(this FlowTime time) => time switch
    {
        FlowTime.SincePrevious => "delta",
        FlowTime.Utc => "utc",
        FlowTime.Local => "local",
        _ => null,
    };

    /// <summary>In the column.</summary>
    /// <param name="time">What the column shows.</param>
    /// <param name="startedAt">When the flow's first packet was captured, ISO 8601 in UTC.</param>
    /// <param name="offsetNanoseconds">Since then.</param>
    /// <param name="sincePreviousSeconds">Since the packet before it in the flow; null for the first.</param>
    public static string Text(this FlowTime time, string startedAt, long offsetNanoseconds, double? sincePreviousSeconds) => time switch
    {
        FlowTime.Utc or FlowTime.Local => Figures.TimeOfDay(startedAt, offsetNanoseconds),
        FlowTime.SincePrevious => sincePreviousSeconds is { } since ? (since < 0 ? "" : "+") + Figures.Span(since) : "",
        _ => Figures.Seconds(offsetNanoseconds),
    };

    /// <summary>Reads the address's <c>t</c>.</summary>
    public static FlowTime Of(string? word) => All.FirstOrDefault(time => time.Word() == word);
}
