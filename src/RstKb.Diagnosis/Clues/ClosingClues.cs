using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Scene;

namespace RstKb.Diagnosis.Clues;

/// <summary>FINs before the reset and what was still under way.</summary>
internal static class ClosingClues
{
    public static Clue? SenderClosedBefore(ResetScene scene) => scene.FromSender.Fin is { } fin
        ? new Clue("sender-closed-before", $"the {scene.Sender.Word()} had closed: its FIN is packet {fin.Packet}, {Durations.Text(Math.Max(0, scene.Reset.Time.SecondsSince(fin.Time)))} before the reset", fin.Packet, scene.Reset.Packet)
        : null;

    public static Clue NoFin(ResetScene scene) => scene.IsOneWay
        ? new("no-fin", $"the {scene.Sender.Word()} had sent no FIN", scene.Reset.Packet)
        : new("no-fin", "neither end had sent a FIN", scene.Reset.Packet);

    /// <summary>Payload of the receiver that the sender acknowledged and never answered.</summary>
    public static Clue? UnansweredPayload(ResetScene scene)
    {
        if (CaptureMissedTheSendersLastBytes(scene))
        {
            return null;
        }

        if (scene.Heard is { IsUnanswered: true } heard)
        {
            return new Clue("unanswered-payload", $"after the {scene.Sender.Word()} had last spoken it acknowledged {heard.SinceAnswer:N0} more bytes: it received them and sent nothing in answer", [.. scene.FromSender.LastPayload is { } own ? new[] { own.Packet } : [], scene.Reset.Packet]);
        }

        if (scene.FromReceiver.LastPayload is not { } payload || scene.FromReceiver.LastPayloadIndex < scene.FromSender.LastPayloadIndex)
        {
            return null;
        }

        bool received = scene.Reset.HasAck && scene.Reset.AcknowledgmentNumber.IsAtOrAfter(payload.End)
            || (scene.FromSender.Acked is { } acked && acked.IsAtOrAfter(payload.End));
        return received
            ? new Clue("unanswered-payload", $"the last payload is packet {payload.Packet} from the {scene.Receiver.Word()} ({payload.PayloadLength:N0} bytes); the {scene.Sender.Word()} received it and sent nothing in answer", payload.Packet, scene.Reset.Packet)
            : null;
    }

    /// <summary>
    /// The client had asked, and the short answer arrived: whether it was read the packets do not tell, but nothing more was to be said. A stream, an answer that is not complete and what nobody
    /// asked for (a banner, a close_notify) are no such answers.
    /// </summary>
    public static Clue? AnswerArrived(ResetScene scene)
    {
        if (scene.Sender != Side.Client || scene.IsOneWay || scene.Client.LastPayload is null || scene.Server.LastPayload is not { } answer || scene.Server.LastPayloadIndex < scene.Client.LastPayloadIndex
            || IsCloseNotify(answer) || UnansweredPayload(scene) is null)
        {
            return null;
        }

        return ServerStreaming(scene) is null && ResponseIncomplete(scene) is null && ReceiverStillSending(scene) is null && WindowClues.Jump(scene) is null
            ? new Clue("answer-arrived", $"the client had asked in packet {scene.Client.LastPayload.Packet} and had its answer with packet {answer.Packet}: nothing more was to come", scene.Client.LastPayload.Packet, answer.Packet)
            : null;
    }

    /// <summary>An alert, or in TLS 1.3 a record too short to hold anything else (RFC 8446, 5.2: 5 bytes of header, 2 of alert, 1 of type, a tag of 8 to 16).</summary>
    private static bool IsCloseNotify(Segment segment) =>
        segment.Content.Kind == PayloadKind.TlsAlert || segment.Content.Kind == PayloadKind.TlsApplicationData && segment.PayloadLength <= LongestCloseNotify;

    private const int LongestCloseNotify = 31;

    /// <summary>The reset stands behind everything that was captured of its sender: the answer may be what the capture missed.</summary>
    public static bool CaptureMissedTheSendersLastBytes(ResetScene scene) =>
        scene.Shape == ResetShape.Abort && scene.FromSender.End is { } end && scene.Reset.SequenceNumber.IsAfter(end);

    /// <summary>The receiver was sending on while the sender closed: its payload beyond what the RST acknowledges was under way.</summary>
    public static Clue? ReceiverStillSending(ResetScene scene)
    {
        if (!scene.Reset.HasAck)
        {
            return null;
        }

        long bytes = 0;
        long last = 0;
        NoteUnderWay(scene.Before, scene, ref bytes, ref last);
        NoteUnderWay(scene.After, scene, ref bytes, ref last);

        return bytes > 0
            ? new Clue("peer-still-sending", $"the {scene.Receiver.Word()} was still sending: {bytes:N0} bytes beyond what the reset acknowledges were under way", scene.Reset.Packet, last)
            : null;
    }

    private static void NoteUnderWay(SegmentRun run, ResetScene scene, ref long bytes, ref long last)
    {
        foreach (Segment segment in run.From(scene.Receiver))
        {
            if (segment.HasPayload && segment.End.IsAfter(scene.Reset.AcknowledgmentNumber))
            {
                bytes = Math.Max(bytes, segment.End.DistanceFrom(scene.Reset.AcknowledgmentNumber));
                last = segment.Packet;
            }
        }
    }

    /// <summary>This many payload segments of the server in a row are a transfer, not an answer.</summary>
    public const int StreamSegments = 4;

    /// <summary>The server was in the middle of a transfer: many payload packets since the client's last word.</summary>
    public static Clue? ServerStreaming(ResetScene scene)
    {
        int streamed = PayloadSegmentsSinceTheClientSpoke(scene);
        return streamed >= StreamSegments && scene.Server.LastPayload is { } payload
            ? new Clue("server-streaming", $"the server was sending: {streamed} payload packets since the client's last word, the last is packet {payload.Packet}", payload.Packet, scene.Reset.Packet)
            : null;
    }

    public static int PayloadSegmentsSinceTheClientSpoke(ResetScene scene)
    {
        int streamed = 0;
        for (int i = scene.Before.Count - 1; i >= 0 && !(scene.Before[i].From == Side.Client && scene.Before[i].HasPayload); i--)
        {
            streamed += scene.Before[i].From == Side.Server && scene.Before[i].HasPayload ? 1 : 0;
        }

        return streamed;
    }

    /// <summary>
    /// The sender spoke and reset in one breath in the middle of what the other side was sending: an early answer. How much of that stream it had read nobody can see.
    /// </summary>
    public static Clue? SpokeIntoAStream(ResetScene scene)
    {
        if (scene.FromSender.LastPayload is not { } word || scene.Reset.Time.SecondsSince(word.Time) > OneBreathSeconds)
        {
            return null;
        }

        long bytes = 0;
        int segments = 0;
        for (int i = scene.FromSender.LastPayloadIndex; i >= 0 && (segments == 0 || scene.Before[i].From == scene.Receiver || !scene.Before[i].HasPayload); i--)
        {
            if (scene.Before[i].From == scene.Receiver && scene.Before[i].HasPayload)
            {
                bytes += scene.Before[i].PayloadLength;
                segments++;
            }
        }

        bool complete = HttpExchange.MissingRequestBytes(scene) is { Head: not null, Missing: 0 };
        return segments >= StreamSegments && bytes >= StreamBytes && !complete
            ? new Clue("spoke-into-stream", $"the {scene.Sender.Word()} said its last word in packet {word.Packet} and reset {Durations.Text(Math.Max(0, scene.Reset.Time.SecondsSince(word.Time)))} later, while {bytes:N0} bytes had just come in {segments} packets", word.Packet, scene.Reset.Packet)
            : null;
    }

    private const double OneBreathSeconds = 0.01;

    /// <summary>More than one read of an application takes at once as a rule.</summary>
    private const int StreamBytes = 16_384;

    /// <summary>The server's answer is known to be longer than what was sent.</summary>
    public static Clue? ResponseIncomplete(ResetScene scene)
    {
        (Segment? response, long missing) = HttpExchange.MissingResponseBytes(scene);
        return response is { } head && missing > 0
            ? new Clue("response-incomplete", $"the answer that starts in packet {head.Packet} announced {head.Content.ContentLength:N0} bytes; {missing:N0} of them were never sent", head.Packet, scene.Reset.Packet)
            : null;
    }

    /// <summary>The client's request is known to be longer than what was sent, and the server answered all the same.</summary>
    public static Clue? RequestIncomplete(ResetScene scene)
    {
        (Segment? request, long missing) = HttpExchange.MissingRequestBytes(scene);
        return request is { } head && missing > 0 && scene.Server.LastPayload is { } answer && answer.Packet > head.Packet
            ? new Clue("request-incomplete", $"the server answered in packet {answer.Packet} while {missing:N0} of {head.Content.ContentLength:N0} bytes of the request were still to come", head.Packet, answer.Packet)
            : null;
    }
}
