using RstKb.Capture.Flows;
using RstKb.Capture.Headers;

namespace RstKb.Diagnosis.Scene;

/// <summary>Would the receiver take the RST? (RFC 9293 3.10.7; RFC 5961 3; Linux <c>tcp_validate_incoming</c>)</summary>
public static class Acceptance
{
    /// <summary>The report's word: <c>exact</c>, <c>window</c>, <c>outside</c> or <c>unknown</c>.</summary>
    public static string Of(ResetScene scene)
    {
        if (InSynSent(scene))
        {
            // RFC 9293 3.10.7.3: without a SYN-ACK only a RST that acknowledges the SYN counts.
            bool acknowledges = scene.Reset.HasAck && scene.Reset.AcknowledgmentNumber == scene.FromReceiver.Syn!.End;
            return acknowledges ? "exact" : "outside";
        }

        if (Offset(scene) is not { } offset)
        {
            return "unknown";
        }

        if (offset == 0 || IsExactForLinux(scene))
        {
            return "exact";
        }

        return offset > 0 && offset < ReceiverWindow(scene) ? "window" : "outside";
    }

    /// <summary>Distance of the RST's number from what its receiver expects: 0 is exact; null where the receiver never acknowledged anything and the sender sent nothing.</summary>
    public static int? Offset(ResetScene scene)
    {
        SequenceNumber? expected = scene.FromSender.End;
        if (scene.FromReceiver.Acked is { } acked)
        {
            // What the receiver had not acknowledged yet it had either received (then the end of it counts) or not.
            expected = expected is { } end && scene.Reset.SequenceNumber == end ? end : acked;
        }

        return expected is { } number ? scene.Reset.SequenceNumber.DistanceFrom(number) : null;
    }

    private static bool InSynSent(ResetScene scene) =>
        scene.Receiver == Side.Client && scene.Client.Syn is not null && scene.Server.SynAck is null && scene.Client.Acked is null;

    /// <summary>Linux also takes the number before the expected one once it has seen a FIN (<c>tcp_reset_check</c>).</summary>
    private static bool IsExactForLinux(ResetScene scene) =>
        scene.FromSender.Fin is not null && Offset(scene) == -1;

    private static long ReceiverWindow(ResetScene scene)
    {
        if (scene.FromReceiver.LastScaled is not { } last)
        {
            return ushort.MaxValue;
        }

        return (long)last.Window << (scene.FromReceiver.WindowScale ?? (scene.HandshakeSeen ? 0 : 7));
    }
}
