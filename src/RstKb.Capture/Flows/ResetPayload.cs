using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace RstKb.Capture.Flows;

/// <summary>
/// The reason that some senders write into a RST (RFC 9293 3.5.3 and RFC 1122 4.2.2.12 allow it): plain ASCII, as F5 devices do, or one of the formats of the IETF's drafts on a TCP RST diagnostic
/// payload (draft-ietf-tcpm-rst-diagnostic-payload: a code of 8 bytes, or a text after two bytes; before them a CBOR map).
/// </summary>
internal static class ResetPayload
{
    /// <summary>Characters kept at most.</summary>
    public const int MaxLength = 255;

    private const ushort CompactMagic = 0x33AA;
    private const ushort DescriptionMagic = 0xF317;
    private const int CompactBytes = 8;

    /// <summary>What the payload says, with everything but printable ASCII shown as a dot; hexadecimal where it is no text; null where there is none.</summary>
    public static string? Read(ReadOnlySpan<byte> payload)
    {
        if (payload.IsEmpty)
        {
            return null;
        }

        string text = Draft(payload) ?? ResetReasonMap.Read(payload) ?? Plain(payload);
        return text.Length <= MaxLength ? text : text[..MaxLength];
    }

    /// <summary>A reason code in words: the registry that the draft asks IANA for, or a vendor's own number.</summary>
    internal static string Describe(ulong code, ulong enterprise) => enterprise != 0
        ? $"reason {code.ToString(CultureInfo.InvariantCulture)} of enterprise {enterprise.ToString(CultureInfo.InvariantCulture)}"
        : code < (ulong)Reasons.Length ? $"{Reasons[code]} (reason {code.ToString(CultureInfo.InvariantCulture)})" : $"reason {code.ToString(CultureInfo.InvariantCulture)}";

    internal static string Printable(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> kept = bytes[..Math.Min(bytes.Length, MaxLength)];
        var text = new StringBuilder(kept.Length);
        foreach (byte b in kept)
        {
            text.Append(b is >= 0x20 and < 0x7F ? (char)b : '.');
        }

        return text.ToString();
    }

    private static string? Draft(ReadOnlySpan<byte> payload)
    {
        if (payload.Length < 2)
        {
            return null;
        }

        ushort magic = BinaryPrimitives.ReadUInt16BigEndian(payload);
        return magic switch
        {
            CompactMagic when payload.Length == CompactBytes => Describe(BinaryPrimitives.ReadUInt16BigEndian(payload[2..]), BinaryPrimitives.ReadUInt32BigEndian(payload[4..])),
            DescriptionMagic when payload.Length > 2 => Printable(payload[2..]),
            _ => null,
        };
    }

    private static string Plain(ReadOnlySpan<byte> payload)
    {
        ReadOnlySpan<byte> kept = payload[..Math.Min(payload.Length, MaxLength)];
        int printable = 0;
        foreach (byte b in kept)
        {
            printable += b is >= 0x20 and < 0x7F or (byte)'\r' or (byte)'\n' or (byte)'\t' or 0 ? 1 : 0;
        }

        // A text may end in zeros; bytes that are no text are shown as they are.
        return printable * 4 >= kept.Length * 3 ? Printable(kept.TrimEnd((byte)0)) : "0x" + Convert.ToHexString(kept[..Math.Min(kept.Length, (MaxLength - 2) / 2)]);
    }

    private static readonly string[] Reasons =
    [
        "reserved", "illegal option", "desynchronized state", "new data after close", "aborted by the process", "unexpected ACK before the connection was open", "unexpected SYN in the window",
        "unexpected security compartment", "malformed message", "not authorized", "resource exceeded", "network failure", "reset received from the other side", "destination unreachable",
        "connection timeout",
    ];
}
