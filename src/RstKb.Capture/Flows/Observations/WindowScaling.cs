namespace RstKb.Capture.Flows.Observations;

/// <summary>What the captured SYNs say of one side's window scaling.</summary>
internal enum WindowScaling
{
    /// <summary>No SYN was captured.</summary>
    Unknown,

    /// <summary>The side's SYN bears the option.</summary>
    Offered,

    /// <summary>One of the two SYNs does not, so windows mean what they say.</summary>
    Refused,
}
