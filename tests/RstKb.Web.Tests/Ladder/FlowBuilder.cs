using RstKb.Diagnosis.Report;

namespace RstKb.Web.Tests.Ladder;

/// <summary>A small TCP bookkeeper: numbers, times and packet numbers of the flows it makes add up.</summary>
internal sealed class FlowBuilder
{
    private const uint ClientStart = 2_874_119_203;
    private const uint ServerStart = 4_294_967_000;

    private readonly List<TimelineSegment> segments = [];
    private readonly List<EvidenceReport> evidence = [];
    private readonly List<TimelineError> errors = [];
    private readonly Dictionary<string, uint> next = new() { ["client"] = 0, ["server"] = 0 };
    private long nanoseconds;
    private long packet;

    public TimelineMiddle? Middle { get; set; }

    public string Cause { get; set; } = "closed-port";

    public string SentBy { get; set; } = "server";

    public string Stage { get; set; } = "data";

    public IdleTimerReport? Timer { get; set; }

    public int Count => segments.Count;

    public long LastPacket => packet;

    public FlowBuilder Wait(double seconds)
    {
        nanoseconds += (long)(seconds * 1e9);
        return this;
    }

    public FlowBuilder Add(string from, string flags, int length = 0, string[]? tags = null, string? content = null, int ttl = 64)
    {
        packet += 3;
        nanoseconds += 100_000;
        var other = from == "client" ? "server" : "client";
        var acknowledges = flags.Contains("ACK", StringComparison.Ordinal);
        segments.Add(new TimelineSegment
        {
            Packet = packet,
            OffsetNanoseconds = nanoseconds,
            From = from,
            Flags = flags,
            SequenceNumber = unchecked(Start(from) + next[from]),
            RelativeSequenceNumber = next[from],
            AcknowledgmentNumber = acknowledges ? unchecked(Start(other) + next[other]) : null,
            RelativeAcknowledgmentNumber = acknowledges ? next[other] : null,
            Window = 502,
            ScaledWindow = 64_256,
            Length = length,
            Ttl = ttl,
            HeaderBytes = 32,
            Tags = tags ?? [],
            Content = content,
            IsTheReset = flags.Contains("RST", StringComparison.Ordinal) && !segments.Exists(segment => segment.IsTheReset),
        });
        next[from] += (uint)length + (flags.Contains("SYN", StringComparison.Ordinal) || flags.Contains("FIN", StringComparison.Ordinal) ? 1u : 0);
        return this;
    }

    public FlowBuilder Handshake() => Add("client", "SYN").Wait(.02).Add("server", "SYN,ACK").Add("client", "ACK");

    /// <summary>An ACK that announces so many bytes.</summary>
    public FlowBuilder Window(string from, int bytes)
    {
        Add(from, "ACK");
        segments[^1] = segments[^1] with { Window = bytes, ScaledWindow = bytes };
        return this;
    }

    public FlowBuilder Exchange(int times)
    {
        for (var i = 0; i < times; i++)
        {
            Add("client", "PSH,ACK", 100).Add("server", "PSH,ACK", 300);
        }

        return this;
    }

    public FlowBuilder Bulk(int packets)
    {
        for (var i = 0; i < packets; i++)
        {
            Add("server", "ACK", 1448);
        }

        return this;
    }

    /// <summary>An ICMP error about the client's packets, 20 ms after the packet before it.</summary>
    public FlowBuilder Error(string text)
    {
        Wait(.02);
        packet += 3;
        errors.Add(new TimelineError(packet, nanoseconds, "192.0.2.1", "client", text, 1, 62, null));
        return this;
    }

    public FlowBuilder Evidence(string code, string[] supports, string[] against, params long[] packets)
    {
        evidence.Add(new EvidenceReport(code, "the reset has TTL 64", "strong", supports, against, packets));
        return this;
    }

    public FlowTimeline Timeline() => new()
    {
        Flow = 7,
        Client = new EndpointReport("10.0.0.5", 51234),
        Server = new EndpointReport("203.0.113.80", 443),
        StartedAt = "2026-11-20T09:14:22.107000000Z",
        ClientTtl = 64,
        ServerTtl = 47,
        CapturedAt = "client",
        Segments = segments,
        Middle = Middle,
        Errors = errors,
    };

    public ResetReport Report() => new()
    {
        Flow = 7,
        Client = new EndpointReport("10.0.0.5", 51234),
        Server = new EndpointReport("203.0.113.80", 443),
        ClientKnown = true,
        StartedAt = "2026-11-20T09:14:22.107000000Z",
        DurationSeconds = nanoseconds / 1e9,
        Packets = segments.Count,
        BytesToServer = 100,
        BytesToClient = 300,
        Reset = new ResetFacts
        {
            Packet = segments.Find(segment => segment.IsTheReset)?.Packet ?? packet,
            At = "2026-11-20T09:14:23.107000000Z",
            From = segments.Find(segment => segment.IsTheReset)?.From ?? "server",
            Flags = "RST",
            Count = 1,
            Stage = Stage,
            Acceptable = "exact",
        },
        Verdict = new VerdictReport { Cause = Cause, Level = "likely", Confidence = .94, SentBy = SentBy, Harm = "harmful", Text = "the reset is explained" },
        Candidates = [new CandidateReport(Cause, .94), new CandidateReport("linger-zero-abort", .04, "it looks the same")],
        Evidence = evidence,
        Settle = [new SettleReport("capture at the server", "sudo tcpdump -w server.pcap")],
        IdleTimer = Timer,
        Zeek = new ZeekReport("RSTR", "ShADadr"),
        Wireshark = new WiresharkReport(7, 47, "R-DASS"),
    };

    private static uint Start(string side) => side == "client" ? ClientStart : ServerStart;
}
