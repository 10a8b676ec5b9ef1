using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Clues;
using RstKb.Diagnosis.Scene;
using static RstKb.Diagnosis.Strength;

namespace RstKb.Diagnosis.Causes;

/// <summary>
/// A reset that cost nothing: the exchange was complete and acknowledged in both directions before it. On the wire: RST,ACK after the peer's FIN with everything acknowledged; or a bare RST for a farewell
/// (close_notify, a repeated FIN) that arrived after the close.
/// </summary>
public sealed class Benign : Cause
{
    /// <summary>A farewell is short: close_notify with its record is 24 to 31 bytes, "221 bye" not much more.</summary>
    private const int LongestFarewell = 96;

    public override ResetKinds Kinds => ResetKinds.AnyShape | ResetKinds.AnySide | ResetKinds.WithPayload;

    public override void Examine(ResetScene scene, Findings findings)
    {
        if (!scene.HasPayload || scene.FromSender.Fin is null && scene.FromReceiver.Fin is null)
        {
            return;
        }

        if (ClosingClues.ResponseIncomplete(scene) is { } incomplete)
        {
            findings.Against(Strong, incomplete);
            return;
        }

        bool ownDelivered = scene.FromSender.End is not { } end || scene.FromReceiver.Acked is { } acked && (acked.IsAtOrAfter(end) || end.DistanceFrom(acked) <= 1);
        if (scene.Shape == ResetShape.Abort && scene.FromReceiver.Fin is { } peerFin && scene.Reset.AcknowledgmentNumber.IsAtOrAfter(peerFin.End) && ownDelivered && UnreadIsFarewell(scene))
        {
            findings.For(Strong, new Clue("complete-before-reset", $"the {scene.Receiver.Word()} had closed (packet {peerFin.Packet}) and everything was acknowledged in both directions", peerFin.Packet, scene.Reset.Packet));
            findings.For(Strong, new Clue("nothing-lost", "the reset took the place of a FIN; no payload was lost", scene.Reset.Packet));
        }
        else if (scene.Shape == ResetShape.Reply && scene.FromSender.Fin is not null && scene.FromReceiver.Fin is { } fin && fin.Packet < scene.Reset.Packet && scene.Trigger is { HasPayload: false } stray
            && Aftermath.AnotherConnection(scene) is null)
        {
            findings.For(Strong, new Clue("both-closed", $"both ends had closed before the reset; packet {stray.Packet} carried no payload", fin.Packet, stray.Packet, scene.Reset.Packet));
        }
        else if (scene.Shape == ResetShape.Reply && scene.FromSender.Fin is { } ownFin && scene.Trigger is { HasPayload: true } farewell && IsFarewell(scene, farewell, ownFin))
        {
            findings.For(Strong, new Clue("farewell", $"what met the closed end in packet {farewell.Packet} is a farewell of {farewell.PayloadLength} bytes{(farewell.Content.Kind == PayloadKind.TlsAlert ? " (TLS alert)" : "")} that nobody waits for", ownFin.Packet, farewell.Packet, scene.Reset.Packet));
            findings.For(Strong, new Clue("nothing-lost", $"the {scene.Sender.Word()} had its answers and had closed by itself", scene.Reset.Packet));
        }
    }

    public override Harm HarmIn(ResetScene scene) => Harm.Benign;

    public override SentBy SenderIn(ResetScene scene) => SenderInference.SideOf(scene.Sender);

    public override string Tell(ResetScene scene) =>
        "The exchange was complete before this reset. Nothing was lost, and nothing needs to be done.";

    /// <summary>What the sender may not have read is no more than a TLS alert or a short word of goodbye.</summary>
    private static bool UnreadIsFarewell(ResetScene scene)
    {
        if (scene.FromReceiver.LastPayload is not { } payload || scene.FromReceiver.LastPayloadIndex < scene.FromSender.LastPayloadIndex)
        {
            return true;
        }

        // The client read the whole answer if it had asked for it; an answer is unread only where it was never asked for.
        bool isAnswer = scene.Sender == Side.Client;
        return isAnswer || payload.Content.Kind == PayloadKind.TlsAlert || payload.PayloadLength <= LongestFarewell && payload.Content.Kind is PayloadKind.TlsApplicationData;
    }

    private static bool IsFarewell(ResetScene scene, Segment payload, Segment ownFin)
    {
        bool closesToo = scene.FromReceiver.Fin is not null || payload.IsFin || scene.After.From(scene.Receiver).Any(s => s.IsFin);
        bool onlyOne = scene.FromReceiver.End is { } end && end.DistanceFrom(payload.SequenceNumber) <= LongestFarewell;
        bool answered = scene.FromReceiver.FirstPayload is { } first && first.Packet < ownFin.Packet;
        return payload.PayloadLength <= LongestFarewell && closesToo && onlyOne && answered && payload.Packet > ownFin.Packet
            && payload.Content.Kind is PayloadKind.TlsAlert or PayloadKind.TlsApplicationData or PayloadKind.Other;
    }
}
