namespace RstKb.Capture.Files.Pcapng;

/// <summary>Walks the options at the end of a block. What makes no sense ends the walk: options are remarks, not worth a capture.</summary>
internal ref struct BlockOptions(ReadOnlySpan<byte> options, ByteOrder order)
{
    private const ushort EndOfOptions = 0;

    private ReadOnlySpan<byte> _rest = options;

    public bool TryNext(out ushort code, out ReadOnlySpan<byte> value)
    {
        code = EndOfOptions;
        value = default;
        if (_rest.Length < 4)
        {
            return false;
        }

        code = order.UInt16(_rest, 0);
        int length = order.UInt16(_rest, 2);
        if (code == EndOfOptions || length > _rest.Length - 4)
        {
            return false;
        }

        value = _rest.Slice(4, length);
        int padded = 4 + ((length + 3) & ~3);
        _rest = _rest[Math.Min(padded, _rest.Length)..];
        return true;
    }
}
