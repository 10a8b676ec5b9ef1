using RstKb.Capture.Flows;
using RstKb.Capture.Flows.Observations;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Habits;

namespace RstKb.Diagnosis.Scene;

/// <summary>
/// The first RST of a flow and everything a cause may look at: what came before and after it as one capture point saw it, its shape, the
/// segment that drew it, and the habits of the hosts in the rest of the capture. Facts only; no cause is named here.
/// </summary>
public sealed class ResetScene
{
    private Segment? trigger;
    private bool hasLookedForTrigger;
    private ResetShape? shape;
    private SegmentRun? resetsOfSender;
    private Silence? silence;
    private Segment[]? copies;
    private UsualTtl? senderTtl;
    private bool hasLookedForTtl;
    private double? senderReply;
    private bool hasMeasuredReply;
    private Heard? heard;
    private ServiceHabits.Service? service;
    private double? serverReplySeconds;

    public ResetScene(FlowTrace trace, CaptureContext context)
    {
        Trace = trace;
        Context = context;
        Reset = trace.Reset;
        Sender = Reset.From;
        Receiver = Sender.Other();
        HasPayload = trace.Record.PayloadBeforeReset;
        (Before, After, HasCopies) = OnePointOfView(trace);
        FromSender = SideView.Of(Sender, Before);
        FromReceiver = SideView.Of(Receiver, Before);
    }

    public FlowTrace Trace { get; }

    public CaptureContext Context { get; }

    /// <summary>The first RST.</summary>
    public Segment Reset { get; }

    /// <summary>The side whose address the RST bears.</summary>
    public Side Sender { get; }

    /// <summary>The side it was sent to.</summary>
    public Side Receiver { get; }

    /// <summary>Segments before the RST, each once, as one capture point saw them.</summary>
    public SegmentRun Before { get; }

    /// <summary>Segments after the RST, each once.</summary>
    public SegmentRun After { get; }

    /// <summary>Packets of the flow were captured at more than one place; <see cref="Before"/> and <see cref="After"/> show one of them.</summary>
    public bool HasCopies { get; }

    public SideView FromSender { get; }

    public SideView FromReceiver { get; }

    public SideView Client => Sender == Side.Client ? FromSender : FromReceiver;

    public SideView Server => Sender == Side.Server ? FromSender : FromReceiver;

    public ResetShape Shape => shape ??= ShapeReader.Read(this);

    /// <summary>
    /// Shape, side and payload in one: one of each. None where only one direction was captured, or where the reset states its reason: then what a
    /// cause rests on may be something else than these.
    /// </summary>
    public ResetKinds Kind => IsOneWay || Trace.ResetText is not null ? ResetKinds.None
        : Shape switch
        {
            ResetShape.Abort => ResetKinds.Abort,
            ResetShape.Reply => ResetKinds.Reply,
            ResetShape.Refusal => ResetKinds.Refusal,
            _ => ResetKinds.Foreign,
        }
        | (Sender == Side.Client ? ResetKinds.ByClient : ResetKinds.ByServer)
        | (HasPayload ? ResetKinds.WithPayload : ResetKinds.WithoutPayload);

    /// <summary>The segment that drew the RST; null where none of those at hand could have.</summary>
    public Segment? Trigger
    {
        get
        {
            if (!hasLookedForTrigger)
            {
                trigger = TriggerFinder.Find(this);
                hasLookedForTrigger = true;
            }

            return trigger;
        }
    }

    /// <summary>The TTL that the RST's alleged sender shows on its other segments: in this flow, else in the whole capture; null where it sent no other.</summary>
    public UsualTtl? SenderTtl
    {
        get
        {
            if (!hasLookedForTtl)
            {
                senderTtl = UsualTtl.Find(this);
                hasLookedForTtl = true;
            }

            return senderTtl;
        }
    }

    public bool IsFromServer => Sender == Side.Server;

    /// <summary>The SYN, the SYN-ACK and an ACK of it were seen.</summary>
    public bool HandshakeComplete =>
        Client.Syn is not null && Server.SynAck is { } synAck && Client.Acked is { } acked && acked.IsAtOrAfter(synAck.End);

    public bool HandshakeSeen => Client.Syn is not null && Server.SynAck is not null;

    /// <summary>Only the RST sender's direction was captured: what drew the RST cannot be seen.</summary>
    public bool IsOneWay => FromReceiver.Packets == 0 && Trace.SideRecord(Receiver).Packets == 0;

    /// <summary>Where only one direction was captured: what the sender acknowledged of the other; nothing otherwise, for there the packets themselves tell.</summary>
    public Heard Heard => heard ??= IsOneWay ? Heard.By(this) : default;

    public bool HasPayload { get; }

    /// <summary>Both sides put timestamps on their segments.</summary>
    public bool TimestampsNegotiated => HandshakeSeen
        ? Client.Syn!.CarriesTimestamps && Server.SynAck!.CarriesTimestamps
        : FromSender.SentTimestamps;

    /// <summary>Seconds from the trigger to the RST, or null without a trigger.</summary>
    public double? TriggerDelay => Trigger is { } t ? Reset.Time.SecondsSince(t.Time) : null;

    /// <summary>Seconds from the segment before the RST, whatever it was, to the RST; 0 where there is none.</summary>
    public double GapSeconds => Before.Count == 0 ? 0 : Reset.Time.SecondsSince(Before[^1].Time);

    /// <summary>Seconds of silence on the whole flow right before the exchange that ended in the RST.</summary>
    public double IdleSeconds => Silence.Seconds;

    /// <summary>The silence before the exchange that ended in the RST.</summary>
    public Silence Silence => silence ??= Silence.Before(this);

    /// <summary>Sequence number distance from what the RST's receiver expects next; null where that is unknown.</summary>
    public int? SequenceOffset => Acceptance.Offset(this);

    /// <summary>
    /// Seconds that an answer of the RST's alleged sender takes at the least, as this flow shows it: in its handshake, which waits for the addresses of the link to be resolved, or from
    /// payload to its acknowledgment; null where unknown.
    /// </summary>
    public double? SenderReplySeconds
    {
        get
        {
            if (!hasMeasuredReply)
            {
                long nanoseconds = Sender == Side.Server ? Trace.Record.ServerReply : Trace.Record.ClientReply;
                double? handshake = nanoseconds > 0 ? nanoseconds / 1e9 : null;
                double? acknowledged = ShortestReply.Of(this);
                senderReply = handshake is { } first && acknowledged is { } later ? Math.Min(first, later) : handshake ?? acknowledged;
                hasMeasuredReply = true;
            }

            return senderReply;
        }
    }

    /// <summary>How the address and port that the flow spoke to answer in the whole capture.</summary>
    public ServiceHabits.Service Service => service ??= Context.Services.Of(Trace.ServerAddress, Trace.ServerPort);

    /// <summary>Seconds that an answer of the server takes at the least, measured in all its flows; null where it answered no SYN.</summary>
    public double? ServerReplySeconds
    {
        get
        {
            double known = serverReplySeconds ??= Context.Services.ShortestReplySeconds(Trace.ServerAddress) ?? -1;
            return known < 0 ? null : known;
        }
    }

    /// <summary>All RSTs of the flow that bear the sender's address, the first one included.</summary>
    public SegmentRun ResetsOfSender => resetsOfSender ??= FindResetsOfSender();

    private SegmentRun FindResetsOfSender()
    {
        List<Segment>? several = null;
        foreach (Segment segment in After.From(Sender).Where(s => s.IsRst))
        {
            several ??= [Reset];
            several.Add(segment);
        }

        return several is null ? new SegmentRun(Trace.Segments, Trace.ResetIndex, 1) : new SegmentRun(several, 0, several.Count);
    }

    /// <summary>
    /// The same RST as it was captured elsewhere: on another interface, or one hop on by the machine that forwarded it. Its sender's packets may have been captured on either side.
    /// </summary>
    public IReadOnlyList<Segment> Copies => copies ??= HasCopies ? FindCopies() : [];

    private Segment[] FindCopies()
    {
        List<Segment>? found = null;
        for (int i = Trace.ResetIndex + 1; i < Trace.Segments.Count; i++)
        {
            Segment segment = Trace.Segments[i];
            bool elsewhere = segment.Interface != Reset.Interface || segment.Has(Observation.CapturedTwice);
            if (elsewhere && segment.IsRst && segment.From == Sender && segment.Flags == Reset.Flags && segment.SequenceNumber == Reset.SequenceNumber && segment.IpId == Reset.IpId)
            {
                (found ??= []).Add(segment);
            }
        }

        return found?.ToArray() ?? [];
    }

    private static (SegmentRun Before, SegmentRun After, bool HasCopies) OnePointOfView(FlowTrace trace)
    {
        List<Segment> all = trace.Segments;
        int captureInterface = trace.Reset.Interface;
        bool severalPoints = false;
        bool copies = false;
        foreach (Segment segment in all)
        {
            severalPoints |= segment.Interface != captureInterface;
            copies |= segment.Has(Observation.CapturedTwice);
        }

        int at = trace.ResetIndex;
        if (!severalPoints && !copies)
        {
            return (new SegmentRun(all, 0, at), new SegmentRun(all, at + 1, all.Count - at - 1), false);
        }

        var before = new List<Segment>(at);
        var after = new List<Segment>();
        for (int i = 0; i < all.Count; i++)
        {
            bool counts = severalPoints ? all[i].Interface == captureInterface : !all[i].Has(Observation.CapturedTwice);
            if (counts && i != at)
            {
                (i < at ? before : after).Add(all[i]);
            }
        }

        return (new SegmentRun(before, 0, before.Count), new SegmentRun(after, 0, after.Count), true);
    }
}
