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

    /// <summary>Reads the address's <c>t</c>.</summary>
    public static FlowTime Of(string? word) => All.FirstOrDefault(time => time.Word() == word);
}
