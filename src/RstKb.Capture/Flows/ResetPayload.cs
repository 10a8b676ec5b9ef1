using System.Text;

namespace RstKb.Capture.Flows;

/// <summary>Text that some devices write into a RST to say why (RFC 9293 3.5.3 allows it, F5 devices do it).</summary>
internal static class ResetPayload
{
    /// <summary>Printable characters kept at most.</summary>
    public const int MaxBytes = 255;

    /// <summary>The payload with everything but printable ASCII shown as a dot, or null where there is none.</summary>
    public static string? Printable(ReadOnlySpan<byte> payload)
    {
        if (payload.IsEmpty)
        {
            return null;
        }

        ReadOnlySpan<byte> kept = payload[..Math.Min(payload.Length, MaxBytes)];
        var text = new StringBuilder(kept.Length);
        foreach (byte b in kept)
        {
            text.Append(b is >= 0x20 and < 0x7F ? (char)b : '.');
        }

        return text.ToString();
    }
}
