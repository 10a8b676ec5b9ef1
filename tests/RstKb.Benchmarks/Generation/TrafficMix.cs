namespace RstKb.Benchmarks.Generation;

/// <summary>What kind of traffic a generated capture holds.</summary>
public enum TrafficMix
{
    /// <summary>Packets of realistic sizes, about forty a flow, half of the flows reset.</summary>
    Mixed,

    /// <summary>Small frames: many short flows, most of them refused or reset.</summary>
    Small,

    /// <summary>Nothing but SYNs that are refused: two packets a flow.</summary>
    Refused,

    /// <summary>Nothing but connections that speak for a while and are reset: a hundred packets a flow.</summary>
    Aborted,
}
