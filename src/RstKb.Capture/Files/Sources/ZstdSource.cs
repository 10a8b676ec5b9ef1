using System.Buffers.Binary;
using RstKb.Capture.Files.Sources.Zstd;

namespace RstKb.Capture.Files.Sources;

/// <summary>The bytes inside a zstd file of one or several frames (RFC 8878), up to a cap. Check sums are verified.</summary>
internal sealed class ZstdSource(PlainSource compressed, CaptureLimits limits) : ByteSource
{
    private const uint FrameMagic = 0xfd2fb528;
    private const uint FirstSkippable = 0x184d2a50;

    /// <summary>Room for several blocks behind the window, so that it is seldom moved.</summary>
    private const int SlackBytes = 8 * ZstdBlock.MostBytes;

    private const string Damaged = "the zstd compression is damaged";
    private const string BrokenOff = "the zstd compression breaks off before its end, as after an interrupted copy";

    private readonly byte[] packed = new byte[ZstdBlock.MostBytes];
    private readonly ZstdBlock unpacker = new();
    private readonly XxHash64 sum = new();

    // The window, then the block at hand. It grows with what was unpacked, not with what the header claims.
    private byte[] buffer = [];
    private int start;
    private int end;
    private bool isInFrame;
    private bool isLastBlock;
    private ZstdFrameHeader frame;
    private long unpackedOfFrame;
    private long produced;
    private bool ended;

    /// <summary>Also a file that begins with a frame that is to be skipped, as parallel writers make them.</summary>
    public static bool HasMagic(ReadOnlySpan<byte> first) =>
        first.Length >= 4 && BinaryPrimitives.ReadUInt32LittleEndian(first) is FrameMagic or (>= FirstSkippable and < FirstSkippable + 16);

    public override long BytesRead => compressed.BytesRead;

    public override int Read(Span<byte> destination)
    {
        while (start == end && !ended)
        {
            Step();
        }

        int count = (int)Math.Min(Math.Min(destination.Length, end - start), limits.MaxDecompressedBytes - produced);
        if (count == 0 && start < end && !destination.IsEmpty)
        {
            start = end;
            End($"decompressed, it is larger than the limit of {limits.MaxDecompressedBytes:N0} bytes (MaxDecompressedBytes), and the rest was not read");
            return 0;
        }

        buffer.AsSpan(start, count).CopyTo(destination);
        start += count;
        produced += count;
        RefuseBomb("zstd", produced, compressed.BytesRead, limits);
        return count;
    }

    protected override void Dispose(bool disposing) => compressed.Dispose();

    private void Step()
    {
        try
        {
            if (!isInFrame)
            {
                BeginFrame();
            }
            else if (isLastBlock)
            {
                EndFrame();
            }
            else
            {
                ReadBlock();
            }
        }
        catch (InvalidDataException)
        {
            end = start;
            End(Damaged);
        }
        catch (EndOfStreamException)
        {
            end = start;
            End(BrokenOff);
        }
    }

    private void BeginFrame()
    {
        Span<byte> head = stackalloc byte[ZstdFrameHeader.MostFieldBytes];
        int got = Fill(head[..4]);
        if (got == 0)
        {
            End(null);
            return;
        }

        uint magic = got < 4 ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(head);
        if ((magic & ~15u) == FirstSkippable)
        {
            Need(head[..4]);
            Skip(BinaryPrimitives.ReadUInt32LittleEndian(head));
            return;
        }

        if (magic != FrameMagic)
        {
            throw got < 4 ? new EndOfStreamException() : new InvalidDataException("No frame begins here.");
        }

        Need(head[..1]);
        byte first = head[0];
        int fields = ZstdFrameHeader.FieldBytes(first);
        if (fields < 0)
        {
            throw new InvalidDataException("A frame's header makes no sense.");
        }

        Need(head[..fields]);
        frame = ZstdFrameHeader.Read(first, head[..fields]);
        Refuse(frame);
        unpacker.Reset();
        sum.Reset();
        (start, end, unpackedOfFrame) = (0, 0, 0);
        (isInFrame, isLastBlock) = (true, false);
    }

    /// <exception cref="CaptureFormatException">What the frame needs is not there, or is too much.</exception>
    private void Refuse(in ZstdFrameHeader header)
    {
        if (header.Dictionary != 0)
        {
            throw new CaptureFormatException($"This zstd file was compressed with a dictionary (number {header.Dictionary}), which is not inside it. Unpack it first, with `zstd -d -D DICTIONARY`.", produced);
        }

        if (header.WindowBytes > (ulong)limits.MaxZstdWindowBytes)
        {
            throw new CaptureFormatException(
                $"This zstd file needs a window of {header.WindowBytes:N0} bytes, more than the limit of {limits.MaxZstdWindowBytes:N0} (MaxZstdWindowBytes). Unpack it first, with `zstd -d --long=31`.", produced);
        }
    }

    private void ReadBlock()
    {
        const int Raw = 0;
        const int Run = 1;
        const int Compressed = 2;
        Span<byte> head = stackalloc byte[4];
        head[3] = 0;
        Need(head[..3]);
        uint word = BinaryPrimitives.ReadUInt32LittleEndian(head);
        isLastBlock = (word & 1) != 0;
        int kind = (int)(word >> 1) & 3;
        int size = (int)(word >> 3);
        int most = (int)Math.Min(frame.WindowBytes, ZstdBlock.MostBytes);
        if (kind > Compressed || size > most)
        {
            throw new InvalidDataException("A block's header makes no sense.");
        }

        MakeRoom(kind == Compressed ? most : size);
        switch (kind)
        {
            case Raw:
                Need(buffer.AsSpan(end, size));
                end += size;
                break;
            case Run:
                Need(head[..1]);
                buffer.AsSpan(end, size).Fill(head[0]);
                end += size;
                break;
            default:
                Need(packed.AsSpan(0, size));
                int farthest = (int)Math.Min(Math.Min((long)frame.WindowBytes, unpackedOfFrame), end);
                unpacker.Unpack(packed.AsSpan(0, size), buffer.AsSpan(0, end + most), ref end, farthest);
                break;
        }

        unpackedOfFrame += end - start;
        if (frame.HasCheck)
        {
            sum.Add(buffer.AsSpan(start, end - start));
        }
    }

    private void EndFrame()
    {
        Span<byte> check = stackalloc byte[4];
        if (frame.HasCheck)
        {
            Need(check);
        }

        bool isWrong = frame.HasCheck && BinaryPrimitives.ReadUInt32LittleEndian(check) != (uint)sum.Sum();
        if (isWrong || (frame.ContentBytes is { } claimed && claimed != (ulong)unpackedOfFrame))
        {
            throw new InvalidDataException("A frame is not what its writer wrote.");
        }

        isInFrame = false;
    }

    /// <summary>All that was unpacked has been read when a block is asked for, so only the window is kept.</summary>
    private void MakeRoom(int bytes)
    {
        if (buffer.Length - end < bytes)
        {
            int most = (int)Math.Min((long)frame.WindowBytes + SlackBytes, Array.MaxLength);
            if (buffer.Length < most)
            {
                Array.Resize(ref buffer, (int)Math.Min(Math.Max((long)buffer.Length * 2, end + bytes + ZstdBlock.MostBytes), most));
            }

            if (buffer.Length - end < bytes)
            {
                int keep = (int)Math.Min((ulong)end, frame.WindowBytes);
                buffer.AsSpan(end - keep, keep).CopyTo(buffer);
                end = keep;
            }
        }

        start = end;
    }

    private void Need(Span<byte> destination)
    {
        if (Fill(destination) < destination.Length)
        {
            throw new EndOfStreamException();
        }
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

    private void Skip(uint count)
    {
        while (count > 0)
        {
            int step = (int)Math.Min(count, (uint)packed.Length);
            Need(packed.AsSpan(0, step));
            count -= (uint)step;
        }
    }

    private void End(string? early)
    {
        ended = true;
        EndedEarly ??= early;
    }
}
