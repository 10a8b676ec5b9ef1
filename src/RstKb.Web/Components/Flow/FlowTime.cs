namespace RstKb.Web.Components.Flow;

/// <summary>What the ladder's time column shows.</summary>
public enum FlowTime
{
    /// <summary>Seconds since the flow's first packet.</summary>
    SinceStart,

    /// <summary>Since the packet before it in the flow.</summary>
    SincePrevious,

    /// <summary>Time of day in UTC.</summary>
    Utc,
}
