namespace RstKb.Diagnosis.Report;

/// <summary>One flow that holds a RST; everything here is about its first RST.</summary>
public sealed record ResetReport
{
    /// <summary>The flow's number in order of its first packet, from 0 over all TCP flows of the capture.</summary>
    public required int Flow { get; init; }

    public required EndpointReport Client { get; init; }

    public required EndpointReport Server { get; init; }

    /// <summary>False where no SYN was captured and the client is a guess.</summary>
    public required bool ClientKnown { get; init; }

    public required string StartedAt { get; init; }

    public required double DurationSeconds { get; init; }

    public required long Packets { get; init; }

    /// <summary>Payload bytes, retransmissions counted each time.</summary>
    public required long BytesToServer { get; init; }

    public required long BytesToClient { get; init; }

    public required ResetFacts Reset { get; init; }

    public required VerdictReport Verdict { get; init; }

    /// <summary>Every cause with a confidence of at least 0.01, the likeliest first.</summary>
    public required IReadOnlyList<CandidateReport> Candidates { get; init; }

    public required IReadOnlyList<EvidenceReport> Evidence { get; init; }

    /// <summary>What to look at or capture next; empty where the verdict needs no more.</summary>
    public required IReadOnlyList<SettleReport> Settle { get; init; }

    /// <summary>Name of the published connection-tampering signature that the packets match, or null.</summary>
    public string? Tampering { get; init; }

    public IdleTimerReport? IdleTimer { get; init; }

    public required ZeekReport Zeek { get; init; }

    public required WiresharkReport Wireshark { get; init; }

    /// <summary>The flow's packets; only where one flow was asked for.</summary>
    public FlowTimeline? Timeline { get; init; }
}

/// <summary>One end of a flow.</summary>
public sealed record EndpointReport(string Address, int Port)
{
    /// <summary><c>address:port</c>, an IPv6 address in brackets.</summary>
    public override string ToString() => Address.Contains(':') ? $"[{Address}]:{Port}" : $"{Address}:{Port}";
}

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

/// <summary>The answer.</summary>
public sealed record VerdictReport
{
    /// <summary>The cause's slug; null where <see cref="Level"/> is <c>undetermined</c>.</summary>
    public string? Cause { get; init; }

    /// <summary><c>likely</c>, <c>possible</c> or <c>undetermined</c>.</summary>
    public required string Level { get; init; }

    /// <summary>From 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary><c>client</c>, <c>server</c>, <c>middlebox</c> or <c>unknown</c>.</summary>
    public required string SentBy { get; init; }

    /// <summary><c>benign</c>, <c>harmful</c> or <c>unknown</c>.</summary>
    public required string Harm { get; init; }

    /// <summary>One or two sentences that could be pasted into a chat.</summary>
    public required string Text { get; init; }

    /// <summary>Slugs of further articles that fit this reset, the closest first.</summary>
    public IReadOnlyList<string> ReadAlso { get; init; } = [];
}

/// <summary>A cause that was weighed.</summary>
/// <param name="Cause">Its slug.</param>
/// <param name="Confidence">From 0 to 1.</param>
/// <param name="Text">The fact that decides for or against it, in one sentence; null where none stands out.</param>
public sealed record CandidateReport(string Cause, double Confidence, string? Text = null);

/// <summary>Something that was seen.</summary>
/// <param name="Code">A stable short name of this kind of evidence.</param>
/// <param name="Text">One sentence with its figures; lower case, no final stop.</param>
/// <param name="Strength"><c>weak</c>, <c>medium</c> or <c>strong</c>.</param>
/// <param name="Supports">Slugs it speaks for.</param>
/// <param name="Against">Slugs it speaks against.</param>
/// <param name="Packets">The packets to look at.</param>
public sealed record EvidenceReport(
    string Code, string Text, string Strength, IReadOnlyList<string> Supports, IReadOnlyList<string> Against, IReadOnlyList<long> Packets);

/// <summary>The next observation that would settle it.</summary>
/// <param name="Text">What to do and what its outcome would decide.</param>
/// <param name="Command">A command made for this flow, or null.</param>
public sealed record SettleReport(string Text, string? Command);

/// <summary>A silence that fits a known idle timer.</summary>
/// <param name="Seconds">The silence.</param>
/// <param name="Matches">All products whose default fits, never one alone.</param>
public sealed record IdleTimerReport(double Seconds, IReadOnlyList<string> Matches);

/// <summary>What Zeek would log (<c>conn_state</c>, <c>history</c>).</summary>
public sealed record ZeekReport(string ConnState, string History);

/// <summary>What Wireshark shows: <c>tcp.stream</c> and <c>tcp.completeness</c>, as a number and as its letters.</summary>
public sealed record WiresharkReport(int Stream, int Completeness, string Flags);
