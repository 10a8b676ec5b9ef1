namespace RstKb.Diagnosis.Report;

/// <summary>The first RST of a flow.</summary>
public sealed record ResetFacts
{
    /// <summary>The packet's number in the file, from 1: Wireshark's <c>frame.number</c>.</summary>
    public required long Packet { get; init; }

    public required string At { get; init; }

    /// <summary>Whose address it bears: <c>client</c> or <c>server</c>.</summary>
    public required string From { get; init; }

    /// <summary><c>RST</c> or <c>RST,ACK</c>.</summary>
    public required string Flags { get; init; }

    /// <summary>How many RSTs the flow holds.</summary>
    public required int Count { get; init; }

    /// <summary><c>syn</c>, <c>handshake</c>, <c>data</c>, <c>idle</c>, <c>closing</c> or <c>unseen</c>.</summary>
    public required string Stage { get; init; }

    /// <summary><c>exact</c>, <c>window</c>, <c>outside</c> or <c>unknown</c>: would its receiver take it (RFC 9293 3.10.7, RFC 5961 3)?</summary>
    public required string Acceptable { get; init; }

    /// <summary>False where both ends went on as if it had never come, null where the capture does not show it.</summary>
    public bool? TookEffect { get; init; }

    /// <summary>The cause that the sender wrote into the RST's payload, escaped, 255 bytes at most.</summary>
    public string? StatedCause { get; init; }

    /// <summary>Seconds of silence right before the segment that drew the RST, or before the RST where nothing drew it.</summary>
    public double IdleSeconds { get; init; }
}
