using System.Buffers.Binary;

namespace RstKb.Tests.Capture;

/// <summary>Bytes that are put together field by field, in either byte order.</summary>
public sealed class ByteList(bool isBigEndian)
{
    private readonly List<byte> _bytes = [];

    public int Count => _bytes.Count;

    public ByteList U8(byte value)
    {
        _bytes.Add(value);
        return this;
    }

    public ByteList U16(int value)
    {
        Span<byte> field = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(field, (ushort)value);
        return Add(field);
    }

    public ByteList U32(long value)
    {
        Span<byte> field = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(field, (uint)value);
        return Add(field);
    }

    public ByteList U64(long value)
    {
        Span<byte> field = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(field, value);
        return Add(field);
    }

    public ByteList Raw(params ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public ByteList Pad(int multiple)
    {
        while (_bytes.Count % multiple != 0)
        {
            _bytes.Add(0);
        }

        return this;
    }

    public byte[] ToArray() => [.. _bytes];

    private ByteList Add(Span<byte> field)
    {
        if (!isBigEndian)
        {
            field.Reverse();
        }

        _bytes.AddRange(field);
        return this;
    }
}
