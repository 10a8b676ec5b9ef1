using RstKb.Capture.Flows;

namespace RstKb.Diagnosis.Scene;

/// <summary>How much of the last HTTP/1 message was still to come, where its head told its length (RFC 9112, 6.2).</summary>
internal static class HttpExchange
{
    /// <summary>The last response's first segment and the body bytes that the server had not sent; null where no length is known.</summary>
    public static (Segment? Head, long Missing) MissingResponseBytes(ResetScene scene) => Missing(scene, Side.Server, PayloadKind.HttpResponse);

    /// <summary>The last request's first segment and the body bytes that the client had not sent; null where no length is known.</summary>
    public static (Segment? Head, long Missing) MissingRequestBytes(ResetScene scene) => Missing(scene, Side.Client, PayloadKind.HttpRequest);

    private static (Segment? Head, long Missing) Missing(ResetScene scene, Side side, PayloadKind kind)
    {
        SideView view = side == Side.Client ? scene.Client : scene.Server;
        for (int i = scene.Before.Count - 1; i >= 0; i--)
        {
            Segment segment = scene.Before[i];
            if (segment.From != side || segment.Content.Kind != kind)
            {
                continue;
            }

            if (segment.Content is not { ContentLength: >= 0, HeadBytes: > 0 } || view.End is not { } end)
            {
                return (null, 0);
            }

            long sent = end.DistanceFrom(segment.SequenceNumber) - segment.Content.HeadBytes - (view.Fin is null ? 0 : 1);
            return (segment, Math.Max(0, segment.Content.ContentLength - sent));
        }

        return (null, 0);
    }
}
