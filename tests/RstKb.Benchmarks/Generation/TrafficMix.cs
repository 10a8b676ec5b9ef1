namespace RstKb.Benchmarks.Generation;

/// <summary>What kind of traffic a generated capture holds.</summary>
public enum TrafficMix
{
    /// <summary>Packets of realistic sizes, about forty a flow, half of the flows reset.</summary>
    Mixed,

    /// <summary>Small frames: many short flows, most of them refused or reset.</summary>
    Small,
}
