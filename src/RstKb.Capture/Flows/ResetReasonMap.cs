using System.Buffers.Binary;

namespace RstKb.Capture.Flows;

/// <summary>
/// The older form of the IETF's RST diagnostic payload: a CBOR map (RFC 8949) of a reason code (key 1), the enterprise that numbers it (2) and a description (3); in some revisions an integer
/// stands before it as a mark.
/// </summary>
internal static class ResetReasonMap
{
    private const int MostPairs = 8;

    /// <summary>The reason in words, or null where the bytes are no such map.</summary>
    public static string? Read(ReadOnlySpan<byte> payload)
    {
        ReadOnlySpan<byte> rest = payload;
        if (!TryHead(ref rest, out int major, out ulong pairs))
        {
            return null;
        }

        if (major == 0 && !TryHead(ref rest, out major, out pairs))
        {
            return null;
        }

        if (major != 5 || pairs is 0 or > MostPairs)
        {
            return null;
        }

        ulong? code = null;
        ulong enterprise = 0;
        string? description = null;
        for (ulong i = 0; i < pairs; i++)
        {
            if (!TryHead(ref rest, out int keyMajor, out ulong key) || keyMajor != 0 || !TryHead(ref rest, out int valueMajor, out ulong value))
            {
                return null;
            }

            if (valueMajor == 0)
            {
                code = key == 1 ? value : code;
                enterprise = key == 2 ? value : enterprise;
            }
            else if (valueMajor is 2 or 3 && value <= (ulong)rest.Length)
            {
                description = ResetPayload.Printable(rest[..(int)value]);
                rest = rest[(int)value..];
            }
            else
            {
                return null;
            }
        }

        string? told = code is { } number ? ResetPayload.Describe(number, enterprise) : null;
        return (told, description) switch
        {
            (null, null) => null,
            (null, _) => description,
            (_, null) => told,
            _ => $"{told}: {description}",
        };
    }

    /// <summary>The head of one item: its major type and its argument.</summary>
    private static bool TryHead(ref ReadOnlySpan<byte> rest, out int major, out ulong argument)
    {
        major = 0;
        argument = 0;
        if (rest.IsEmpty)
        {
            return false;
        }

        byte head = rest[0];
        major = head >> 5;
        int detail = head & 31;
        int more = detail switch { < 24 => 0, 24 => 1, 25 => 2, 26 => 4, 27 => 8, _ => -1 };
        if (more < 0 || rest.Length < 1 + more)
        {
            return false;
        }

        ReadOnlySpan<byte> bytes = rest.Slice(1, more);
        argument = more switch
        {
            0 => (ulong)detail,
            1 => bytes[0],
            2 => BinaryPrimitives.ReadUInt16BigEndian(bytes),
            4 => BinaryPrimitives.ReadUInt32BigEndian(bytes),
            _ => BinaryPrimitives.ReadUInt64BigEndian(bytes),
        };
        rest = rest[(1 + more)..];
        return true;
    }
}
