using System.Buffers.Binary;

namespace RstKb.Capture.Files.Sources;

/// <summary>The bytes inside an LZ4 file of one or several frames (LZ4 frame format 1.6), up to a cap. Checksums are stepped over.</summary>
internal sealed class Lz4Source(PlainSource compressed, CaptureLimits limits) : ByteSource
{
    private const int HistoryBytes = 64 * 1024;
    private const uint FrameMagic = 0x184d2204;
    private const uint FirstSkippable = 0x184d2a50;
    private const uint Stored = 0x80000000;
    private const string Damaged = "the lz4 compression is damaged";
    private const string BrokenOff = "the lz4 compression breaks off before its end, as after an interrupted copy";

    private byte[] _block = [];

    // What was unpacked before and may be copied, then the block at hand.
    private byte[] _buffer = [];
    private int _start;
    private int _end;
    private int _blockBytes;
    private bool _isInFrame;
    private bool _hasBlockChecksums;
    private bool _hasContentChecksum;
    private long _produced;
    private bool _ended;

    public static bool HasMagic(ReadOnlySpan<byte> start) => start.Length >= 4 && BinaryPrimitives.ReadUInt32LittleEndian(start) == FrameMagic;

    public override long BytesRead => compressed.BytesRead;

    public override int Read(Span<byte> destination)
    {
        while (_start == _end && !_ended)
        {
            if (!_isInFrame)
            {
                BeginFrame();
            }
            else
            {
                ReadBlock();
            }
        }

        int count = (int)Math.Min(Math.Min(destination.Length, _end - _start), limits.MaxDecompressedBytes - _produced);
        if (count == 0 && _start < _end && !destination.IsEmpty)
        {
            _start = _end;
            End($"decompressed, it is larger than the limit of {limits.MaxDecompressedBytes:N0} bytes (MaxDecompressedBytes), and the rest was not read");
            return 0;
        }

        _buffer.AsSpan(_start, count).CopyTo(destination);
        _start += count;
        _produced += count;
        RefuseBomb("lz4", _produced, compressed.BytesRead, limits);
        return count;
    }

    protected override void Dispose(bool disposing) => compressed.Dispose();

    private void BeginFrame()
    {
        Span<byte> head = stackalloc byte[19];
        int got = Fill(head[..4]);
        if (got < 4)
        {
            End(got == 0 ? null : BrokenOff);
            return;
        }

        uint magic = BinaryPrimitives.ReadUInt32LittleEndian(head);
        if ((magic & ~15u) == FirstSkippable)
        {
            Skip(Fill(head[..4]) == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(head) : long.MaxValue);
            return;
        }

        if (magic != FrameMagic || Fill(head[..2]) < 2)
        {
            End(magic == FrameMagic ? BrokenOff : Damaged);
            return;
        }

        int flags = head[0];
        int size = (head[1] >> 4) & 7;
        if (flags >> 6 != 1 || size < 4)
        {
            End(Damaged);
            return;
        }

        _hasBlockChecksums = (flags & 0x10) != 0;
        _hasContentChecksum = (flags & 0x04) != 0;
        _blockBytes = 1 << (8 + (2 * size));
        _block = _block.Length < _blockBytes ? new byte[_blockBytes] : _block;
        _buffer = _buffer.Length < HistoryBytes + _blockBytes ? new byte[HistoryBytes + _blockBytes] : _buffer;
        _start = _end = 0;
        _isInFrame = true;
        Skip(((flags & 0x08) != 0 ? 8 : 0) + ((flags & 0x01) != 0 ? 4 : 0) + 1);
    }

    private void ReadBlock()
    {
        Span<byte> head = stackalloc byte[4];
        if (Fill(head) < 4)
        {
            End(BrokenOff);
            return;
        }

        uint word = BinaryPrimitives.ReadUInt32LittleEndian(head);
        if (word == 0)
        {
            _isInFrame = false;
            Skip(_hasContentChecksum ? 4 : 0);
            return;
        }

        uint size = word & ~Stored;
        if (size > (uint)_blockBytes)
        {
            End(Damaged);
            return;
        }

        Span<byte> block = _block.AsSpan(0, (int)size);
        if (Fill(block) < block.Length)
        {
            End(BrokenOff);
            return;
        }

        // Only the last 64 KiB can be copied from.
        int keep = Math.Min(_end, HistoryBytes);
        _buffer.AsSpan(_end - keep, keep).CopyTo(_buffer);
        _start = _end = keep;
        Span<byte> room = _buffer.AsSpan(0, keep + _blockBytes);
        if ((word & Stored) != 0)
        {
            block.CopyTo(room[keep..]);
            _end += block.Length;
        }
        else if (!Lz4Block.TryUnpack(block, room, ref _end))
        {
            _end = _start;
            End(Damaged);
            return;
        }

        Skip(_hasBlockChecksums ? 4 : 0);
    }

    private int Fill(Span<byte> destination)
    {
        int count = 0;
        while (count < destination.Length && compressed.Read(destination[count..]) is > 0 and int read)
        {
            count += read;
        }

        return count;
    }

    private void Skip(long count)
    {
        Span<byte> waste = stackalloc byte[256];
        while (count > 0)
        {
            int read = Fill(waste[..(int)Math.Min(count, waste.Length)]);
            if (read == 0)
            {
                End(BrokenOff);
                return;
            }

            count -= read;
        }
    }

    private void End(string? early)
    {
        _ended = true;
        EndedEarly ??= early;
    }
}
