using RstKb.Diagnosis.Scene;

namespace RstKb.Diagnosis.Weighing;

/// <summary>Reads off a scene what the capture did not show of it.</summary>
internal static class LackReader
{
    public static Lack Of(ResetScene scene)
    {
        if (scene.FromReceiver.Packets == 0)
        {
            return Lack.OtherDirection;
        }

        Lack lack = scene.FromSender.Packets == 0 && scene.FromReceiver.Acked is not null ? Lack.SenderPackets : Lack.Nothing;
        return scene.Client.Syn is null ? lack | Lack.Handshake : lack;
    }
}
