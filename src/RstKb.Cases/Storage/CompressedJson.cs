using System.Buffers;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace RstKb.Cases.Storage;

/// <summary>JSON in a column, compressed with Brotli: reports repeat the same field names and shrink to about a tenth.</summary>
internal static class CompressedJson
{
    // Quality 1 is some ten times as fast as the default and the text is repetitive; a window of 2^18 bytes holds most documents whole.
    private const int Quality = 1;
    private const int Window = 18;

    // A flow's timeline has at most some thousand segments; this is far above and bounds what a damaged row may cost.
    private const int MaxBytes = 64 * 1024 * 1024;

    public static byte[] Write<T>(T value, JsonTypeInfo<T> type) => Compress(JsonSerializer.SerializeToUtf8Bytes(value, type));

    public static T Read<T>(byte[] compressed, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(Decompress(compressed), type) ?? throw new InvalidDataException("A stored report is empty.");

    /// <summary>The JSON as UTF-8.</summary>
    /// <exception cref="InvalidDataException">The row is damaged.</exception>
    public static byte[] Decompress(byte[] compressed)
    {
        BrotliDecoder decoder = default;
        try
        {
            var text = new ArrayBufferWriter<byte>(Math.Max(4096, compressed.Length * 8));
            ReadOnlySpan<byte> rest = compressed;
            while (true)
            {
                OperationStatus status = decoder.Decompress(rest, text.GetSpan(), out int consumed, out int written);
                text.Advance(written);
                rest = rest[consumed..];
                if (status == OperationStatus.Done)
                {
                    return text.WrittenSpan.ToArray();
                }

                if (status != OperationStatus.DestinationTooSmall || text.WrittenCount > MaxBytes)
                {
                    throw new InvalidDataException("A stored report cannot be read; the database file is damaged.");
                }
            }
        }
        finally
        {
            decoder.Dispose();
        }
    }

    private static byte[] Compress(ReadOnlySpan<byte> text)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(text.Length));
        try
        {
            return BrotliEncoder.TryCompress(text, buffer, out int written, Quality, Window)
                ? buffer.AsSpan(0, written).ToArray()
                : throw new InvalidOperationException("The compressor gave more than its own bound.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
