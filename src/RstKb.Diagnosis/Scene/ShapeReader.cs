using RstKb.Capture.Headers;

namespace RstKb.Diagnosis.Scene;

/// <summary>Tells how a RST is built from its header and from what its sender had sent before.</summary>
internal static class ShapeReader
{
    private const ushort MptcpResetOptions = 1 << 6 | 1 << 7 | 1 << 8;

    public static ResetShape Read(ResetScene scene)
    {
        bool carriesMptcp = (scene.Reset.Options.MptcpSubtypes & MptcpResetOptions) != 0;
        return scene.Reset.HasAck ? WithAck(scene, carriesMptcp) : Bare(scene, carriesMptcp);
    }

    private static ResetShape Bare(ResetScene scene, bool carriesMptcp)
    {
        var reset = scene.Reset;
        bool empty = reset.Window == 0 && reset.AcknowledgmentNumber.Value == 0 && !reset.HasPayload;
        bool noOptions = reset.HeaderBytes == 20 || carriesMptcp || reset.Options.IsSigned;
        return empty && noOptions ? ResetShape.Reply : ResetShape.Foreign;
    }

    private static ResetShape WithAck(ResetScene scene, bool carriesMptcp)
    {
        var reset = scene.Reset;
        if (scene.FromSender.End is not { } sent)
        {
            bool acknowledgesSyn = scene.FromReceiver.Syn is { } syn && reset.AcknowledgmentNumber == syn.End;
            bool alone = scene.FromReceiver.Packets == 0 && reset.SequenceNumber.Value == 0;
            return (acknowledgesSyn || alone) && reset.Window == 0 && reset.HeaderBytes == 20 ? ResetShape.Refusal : ResetShape.Foreign;
        }

        if (carriesMptcp)
        {
            return ResetShape.Abort;
        }

        // BSD stacks leave the timestamps out of a RST (tcp_output, TH_RST); only of Linux they can be demanded.
        bool demanded = scene.TimestampsNegotiated && (scene.FromSender.IsLinux || !scene.HandshakeSeen);
        bool timestampsFit = !demanded || reset.CarriesTimestamps;
        bool acknowledgmentFits = scene.FromReceiver.End is not { } received || !reset.AcknowledgmentNumber.IsAfter(received);
        return timestampsFit && acknowledgmentFits && SequenceFits(scene, sent) ? ResetShape.Abort : ResetShape.Foreign;
    }

    /// <summary>
    /// An abort stands at the end of everything sent, or, where the peer's window is closed, at the window's right edge
    /// (<c>tcp_acceptable_seq</c>), which is below it.
    /// </summary>
    private static bool SequenceFits(ResetScene scene, SequenceNumber sent)
    {
        SequenceNumber number = scene.Reset.SequenceNumber;
        if (number == sent)
        {
            return true;
        }

        return number.IsBefore(sent) && scene.FromReceiver.Acked is { } acked && number.IsAtOrAfter(acked) && scene.Reset.CarriesTimestamps == scene.TimestampsNegotiated;
    }
}
