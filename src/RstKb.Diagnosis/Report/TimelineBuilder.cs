using RstKb.Capture.Flows;
using RstKb.Capture.Flows.Observations;
using RstKb.Capture.Headers;

namespace RstKb.Diagnosis.Report;

/// <summary>Turns a trace into the timeline that the ladder draws.</summary>
internal static class TimelineBuilder
{
    public static FlowTimeline Build(FlowTrace trace)
    {
        byte? clientScale = ScaleOf(trace, Side.Client);
        byte? serverScale = ScaleOf(trace, Side.Server);
        bool handshakeSeen = trace.SideRecord(Side.Client).HasSyn && trace.SideRecord(Side.Server).HasSynAck;
        var segments = new List<TimelineSegment>(trace.Segments.Count);
        foreach (Segment segment in trace.Segments)
        {
            // Scaling counts only where both ends offered it (RFC 7323, 2.2).
            int? scale = !handshakeSeen ? null
                : clientScale is { } c && serverScale is { } s ? segment.From == Side.Client ? c : s : 0;
            segments.Add(Entry(trace, segment, scale));
        }

        byte? clientTtl = UsualTtl(trace, Side.Client);
        byte? serverTtl = UsualTtl(trace, Side.Server);
        return new FlowTimeline
        {
            Flow = trace.Flow,
            Client = new EndpointReport(trace.ClientAddress.ToString(), trace.ClientPort),
            Server = new EndpointReport(trace.ServerAddress.ToString(), trace.ServerPort),
            StartedAt = trace.Record.First.ToString(),
            ClientTtl = clientTtl,
            ServerTtl = serverTtl,
            CapturedAt = CapturedAt(clientTtl, serverTtl),
            Segments = segments,
            Errors = [.. trace.Errors.Select(quoted => Entry(trace, quoted))],
            Middle = trace.Middle is { } m
                ? new TimelineMiddle(m.AfterIndex, m.Packets, m.BytesToServer, m.BytesToClient, m.Last.SecondsSince(m.First), m.Retransmissions)
                : null,
        };
    }

    private static TimelineSegment Entry(FlowTrace trace, Segment segment, int? scale)
    {
        FlowSide own = trace.SideRecord(segment.From);
        FlowSide peer = trace.SideRecord(segment.From.Other());
        bool isSyn = (segment.Flags & TcpFlags.Syn) != 0;
        return new TimelineSegment
        {
            Packet = segment.Packet,
            OffsetNanoseconds = segment.Time.NanosecondsSince(trace.Record.First),
            From = segment.From.Word(),
            Flags = FlagNames.Of(segment.Flags),
            SequenceNumber = segment.SequenceNumber.Value,
            AcknowledgmentNumber = segment.HasAck ? segment.AcknowledgmentNumber.Value : null,
            RelativeSequenceNumber = unchecked(segment.SequenceNumber.Value - own.Base.Value),
            RelativeAcknowledgmentNumber = segment.HasAck ? unchecked(segment.AcknowledgmentNumber.Value - peer.Base.Value) : null,
            Window = segment.Window,
            ScaledWindow = isSyn ? segment.Window : scale is { } shift ? (long)segment.Window << shift : null,
            Length = segment.PayloadLength,
            Ttl = segment.Ttl,
            IpId = segment.IsIPv6 ? null : segment.IpId,
            DontFragment = segment.IsIPv6 ? null : segment.DontFragment,
            HeaderBytes = segment.HeaderBytes,
            TimestampValue = segment.Options.HasTimestamps ? segment.Options.TimestampValue : null,
            TimestampEcho = segment.Options.HasTimestamps ? segment.Options.TimestampEcho : null,
            Tags = ObservationNames.Of(segment),
            Content = segment.IsRst ? null : segment.Content.Describe(),
            IsTheReset = trace.ResetIndex >= 0 && segment.Packet == trace.Reset.Packet,
        };
    }

    private static TimelineError Entry(FlowTrace trace, QuotedError quoted) => new(
        quoted.Packet,
        quoted.Time.NanosecondsSince(trace.Record.First),
        quoted.Error.Reporter.ToString(),
        quoted.About.Word(),
        quoted.Error.Name,
        unchecked(quoted.Error.SequenceNumber.Value - trace.SideRecord(quoted.About).Base.Value),
        quoted.Error.Ttl,
        quoted.Error.Mtu > 0 ? quoted.Error.Mtu : null);

    private static byte? ScaleOf(FlowTrace trace, Side side)
    {
        foreach (Segment segment in trace.Segments)
        {
            if (segment.From == side && (segment.Flags & TcpFlags.Syn) != 0)
            {
                return segment.Options.WindowScale;
            }
        }

        return null;
    }

    private static byte? UsualTtl(FlowTrace trace, Side side) => trace.Segments
        .Where(s => s.From == side && !s.IsRst)
        .GroupBy(s => s.Ttl)
        .OrderByDescending(g => g.Count())
        .FirstOrDefault()?.Key;

    /// <summary>The end whose packets have not lost a hop yet is the one at which the capture was taken.</summary>
    private static string CapturedAt(byte? client, byte? server)
    {
        bool atClient = IsInitial(client);
        bool atServer = IsInitial(server);
        return (atClient, atServer, client is null || server is null) switch
        {
            (true, false, false) => "client",
            (false, true, false) => "server",
            (false, false, false) => "between",
            _ => "unknown",
        };
    }

    private static bool IsInitial(byte? ttl) => ttl is 64 or 128 or 255;
}
