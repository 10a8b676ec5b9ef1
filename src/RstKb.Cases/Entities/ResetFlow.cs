namespace RstKb.Cases.Entities;

/// <summary>What the flow table sorts and filters by: one row for every flow that holds a RST. The report itself is in <see cref="FlowDocument"/>, so that a scan stays small.</summary>
public sealed class ResetFlow
{
    public int CaseId { get; set; }

    public int Flow { get; set; }

    /// <summary>Nanoseconds since 1970 in UTC.</summary>
    public long StartedAt { get; set; }

    /// <summary>Nanoseconds since 1970 in UTC.</summary>
    public long ResetAt { get; set; }

    public double DurationSeconds { get; set; }

    public long Packets { get; set; }

    public required string ClientAddress { get; set; }

    public int ClientPort { get; set; }

    /// <summary>Address and port as text that sorts in their numeric order; see <see cref="Flows.EndpointKey"/>.</summary>
    public required string ClientKey { get; set; }

    public required string ServerAddress { get; set; }

    public int ServerPort { get; set; }

    public required string ServerKey { get; set; }

    /// <summary>A slug; null where the verdict is undetermined.</summary>
    public string? Cause { get; set; }

    public required string Level { get; set; }

    public double Confidence { get; set; }

    public required string SentBy { get; set; }

    public required string Harm { get; set; }

    public required string Stage { get; set; }

    public double IdleSeconds { get; set; }

    public required string Flags { get; set; }

    /// <summary>False where the handshake is missing and the client is a guess; true in cases that were made before it was kept.</summary>
    public bool ClientKnown { get; set; }

    /// <summary>TCP flows of the capture that went to this flow's server, this one included; 0 in cases that were made before it was counted.</summary>
    public int ServerConnections { get; set; }

    /// <summary>Whose address the reset bears: <c>client</c> or <c>server</c>.</summary>
    public required string ResetFrom { get; set; }
}
