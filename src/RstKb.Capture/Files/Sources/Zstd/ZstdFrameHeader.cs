using System.Buffers.Binary;

namespace RstKb.Capture.Files.Sources.Zstd;

/// <summary>What stands behind a frame's magic number (RFC 8878, 3.1.1.1).</summary>
/// <param name="WindowBytes">How far back a copy may reach.</param>
/// <param name="ContentBytes">What the frame unpacks to; null where it does not tell.</param>
/// <param name="Dictionary">The dictionary that it needs, 0 for none.</param>
/// <param name="HasCheck">Whether a check sum follows the last block.</param>
internal readonly record struct ZstdFrameHeader(ulong WindowBytes, ulong? ContentBytes, uint Dictionary, bool HasCheck)
{
    /// <summary>The most that the fields behind the first byte take.</summary>
    public const int MostFieldBytes = 13;

    private const int SingleSegment = 0x20;
    private const int Reserved = 0x08;
    private const int Check = 0x04;

    /// <summary>Bytes of the fields that a first byte announces; -1 where it makes no sense.</summary>
    public static int FieldBytes(byte first) =>
        (first & Reserved) != 0 ? -1 : ((first & SingleSegment) == 0 ? 1 : 0) + DictionaryBytes(first) + ContentSizeBytes(first);

    /// <param name="first">The frame header descriptor.</param>
    /// <param name="fields">As many bytes as <see cref="FieldBytes"/> says.</param>
    public static ZstdFrameHeader Read(byte first, ReadOnlySpan<byte> fields)
    {
        ulong window = 0;
        if ((first & SingleSegment) == 0)
        {
            ulong least = 1ul << (10 + (fields[0] >> 3));
            window = least + (least / 8 * (ulong)(fields[0] & 7));
            fields = fields[1..];
        }

        int dictionaryBytes = DictionaryBytes(first);
        ulong? content = ContentSizeBytes(first) switch
        {
            0 => null,
            2 => Number(fields[dictionaryBytes..]) + 256,
            _ => Number(fields[dictionaryBytes..]),
        };
        return new ZstdFrameHeader((first & SingleSegment) == 0 ? window : content ?? 0, content, (uint)Number(fields[..dictionaryBytes]), (first & Check) != 0);
    }

    private static int DictionaryBytes(byte first) => (first & 3) == 3 ? 4 : first & 3;

    private static int ContentSizeBytes(byte first) => (first >> 6) switch { 0 => (first & SingleSegment) != 0 ? 1 : 0, 1 => 2, 2 => 4, _ => 8 };

    private static ulong Number(ReadOnlySpan<byte> bytes)
    {
        Span<byte> padded = stackalloc byte[8];
        bytes.CopyTo(padded);
        return BinaryPrimitives.ReadUInt64LittleEndian(padded);
    }
}
