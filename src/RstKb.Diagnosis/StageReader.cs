using RstKb.Diagnosis.Scene;

namespace RstKb.Diagnosis;

/// <summary>How far the connection had come when the reset came; the words are the report's.</summary>
internal static class StageReader
{
    private const double IdleSeconds = 10;

    public static string Of(ResetScene scene)
    {
        if (scene.Before.Count == 0)
        {
            return "unseen";
        }

        if (scene.FromSender.Fin is not null || scene.FromReceiver.Fin is not null)
        {
            return "closing";
        }

        if (!scene.HasPayload)
        {
            return scene.Server.SynAck is not null ? "handshake" : scene.Client.Syn is not null ? "syn" : scene.IdleSeconds >= IdleSeconds ? "idle" : "data";
        }

        return scene.IdleSeconds >= IdleSeconds ? "idle" : "data";
    }
}
