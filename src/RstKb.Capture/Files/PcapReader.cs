using System.Runtime.CompilerServices;
using RstKb.Capture.Files.Sources;

namespace RstKb.Capture.Files;

/// <summary>Reads a pcap file: one header, then records of a fixed header and the packet's bytes.</summary>
internal sealed class PcapReader : BufferedCaptureReader
{
    private readonly PcapHeader _header;
    private readonly int _recordHeaderBytes;

    /// <exception cref="CaptureFormatException">The header is not whole.</exception>
    public PcapReader(ByteWindow window, CaptureLimits limits, string compression)
        : base(window, limits)
    {
        Compression = compression;
        if (!window.TryFill(PcapHeader.Size))
        {
            throw new CaptureFormatException(
                $"The file ends inside the header of a pcap file: {PcapHeader.Size} bytes are needed, {window.Unread.Length} are there. Copy or capture it again.",
                window.Unread.Length);
        }

        _header = PcapHeader.Read(window.Unread);
        window.Advance(PcapHeader.Size);
        if (_header.ExtraBytes > 0 && window.TryFill(_header.ExtraBytes))
        {
            window.Advance(_header.ExtraBytes);
        }

        _recordHeaderBytes = PcapRecordGuess.HeaderBytes(window, _header, limits);
        LinkTypes = [_header.LinkType];
    }

    public override string Format => "pcap";

    public override IReadOnlyList<LinkType> LinkTypes { get; }

    public override bool TryRead(out CapturedPacket packet)
    {
        int headerBytes = _recordHeaderBytes;
        if (!HasEnded && Window.TryFill(headerBytes))
        {
            ReadOnlySpan<byte> record = Window.Unread;
            (uint captured, uint original) = _header.LengthsOf(record);
            if (captured <= (uint)Limits.MaxPacketBytes && Window.TryFill(headerBytes + (int)captured))
            {
                packet = Take(captured, original);
                return true;
            }
        }

        packet = default;
        return !HasEnded && End();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private CapturedPacket Take(uint captured, uint original)
    {
        // The fill may have moved the window.
        ReadOnlySpan<byte> record = Window.Unread;
        int headerBytes = _recordHeaderBytes;
        long seconds = _header.Order.UInt32(record, 0);
        long fraction = _header.Order.UInt32(record, 4);
        Window.Advance(headerBytes + (int)captured);
        return new CapturedPacket
        {
            Number = ++Frames,
            Time = new CaptureTime((seconds * 1_000_000_000) + (fraction * _header.FractionUnit)),
            LinkType = _header.LinkType,
            Bytes = record.Slice(headerBytes, (int)captured),
            OriginalLength = (int)Math.Min(Math.Max(original, captured), int.MaxValue),
        };
    }

    /// <summary>The next record is not there, not whole or not true.</summary>
    private bool End()
    {
        string record = $"packet {Frames + 1:N0}";
        long at = Window.Offset;
        int headerBytes = _recordHeaderBytes;
        if (!Window.TryFill(headerBytes))
        {
            return EndInside(record, 0, at);
        }

        (uint captured, uint original) = _header.LengthsOf(Window.Unread);
        if (captured > (uint)Limits.MaxPacketBytes)
        {
            return Damage($"the record of {record} claims {captured:N0} bytes, more than the {Limits.MaxPacketBytes:N0} that a packet can have, so the file is damaged there", at);
        }

        Window.Advance(headerBytes);
        return EndInside(record, captured, at);
    }
}
