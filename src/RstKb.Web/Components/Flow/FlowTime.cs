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

    /// <summary>Time of day where the reader is. Only the browser knows: what the server writes in UTC, the page's script moves.</summary>
    Local,
}
