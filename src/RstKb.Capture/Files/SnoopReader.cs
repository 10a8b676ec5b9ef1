using System.Buffers.Binary;
using RstKb.Capture.Files.Sources;

namespace RstKb.Capture.Files;

/// <summary>Reads a capture of Solaris' snoop (RFC 1761): all fields in network order, each record padded to a length that it tells.</summary>
internal sealed class SnoopReader : BufferedCaptureReader
{
    private const int HeaderBytes = 16;
    private const int RecordHeaderBytes = 24;

    private readonly LinkType _linkType;
    private uint _dropped;

    /// <exception cref="CaptureFormatException">The header is not whole, or of a version or link type that is not known here.</exception>
    public SnoopReader(ByteWindow window, CaptureLimits limits, string compression)
        : base(window, limits)
    {
        Compression = compression;
        if (!window.TryFill(HeaderBytes))
        {
            throw new CaptureFormatException(
                $"The file ends inside the header of a snoop file: {HeaderBytes} bytes are needed, {window.Unread.Length} are there. Copy or capture it again.",
                window.Unread.Length);
        }

        // RFC 1761 is version 2; the analysers of Shomiti, which borrowed the format, count on to 5.
        uint version = BinaryPrimitives.ReadUInt32BigEndian(window.Unread[8..]);
        if (version is < 2 or > 5)
        {
            throw new CaptureFormatException($"This is a snoop file of version {version:N0}, which is not known here. Convert it with `editcap FILE NEW.pcapng`.", 8);
        }

        _linkType = LinkTypeOf(BinaryPrimitives.ReadUInt32BigEndian(window.Unread[12..]));
        window.Advance(HeaderBytes);
        LinkTypes = [_linkType];
    }

    public override string Format => "snoop";

    public override IReadOnlyList<LinkType> LinkTypes { get; }

    /// <summary>Each record tells how many packets were dropped from the capture's start up to it.</summary>
    public override long? Dropped => Frames == 0 ? null : _dropped;

    public static bool HasMagic(ReadOnlySpan<byte> start) => start.StartsWith("snoop\0\0\0"u8);

    public override bool TryRead(out CapturedPacket packet)
    {
        packet = default;
        if (HasEnded)
        {
            return false;
        }

        long at = Window.Offset;
        if (!Window.TryFill(RecordHeaderBytes))
        {
            return EndInside(NextPacket, 0, at);
        }

        uint captured = BinaryPrimitives.ReadUInt32BigEndian(Window.Unread[4..]);
        uint whole = BinaryPrimitives.ReadUInt32BigEndian(Window.Unread[8..]);
        if (captured > (uint)Limits.MaxPacketBytes)
        {
            return Damage($"the record of {NextPacket} claims {captured:N0} bytes, more than the {Limits.MaxPacketBytes:N0} that a packet can have, so the file is damaged there", at);
        }

        if (whole < RecordHeaderBytes + captured || whole > (uint)Limits.MaxBlockBytes)
        {
            return Damage($"the record of {NextPacket} claims {whole:N0} bytes in all and {captured:N0} of them for its packet, so the file is damaged there", at);
        }

        if (!Window.TryFill((int)whole))
        {
            return EndInside(NextPacket, whole, at);
        }

        packet = Take(Window.Unread, (int)captured);
        Window.Advance((int)whole);
        return true;
    }

    private string NextPacket => $"packet {Frames + 1:N0}";

    private CapturedPacket Take(ReadOnlySpan<byte> record, int captured)
    {
        const long NanosecondsPerSecond = 1_000_000_000;
        const long NanosecondsPerMicrosecond = 1_000;
        uint original = BinaryPrimitives.ReadUInt32BigEndian(record);
        _dropped = BinaryPrimitives.ReadUInt32BigEndian(record[12..]);
        return new CapturedPacket
        {
            Number = ++Frames,
            Time = new CaptureTime(
                (BinaryPrimitives.ReadUInt32BigEndian(record[16..]) * NanosecondsPerSecond) + (BinaryPrimitives.ReadUInt32BigEndian(record[20..]) * NanosecondsPerMicrosecond)),
            LinkType = _linkType,
            Bytes = record.Slice(RecordHeaderBytes, captured),
            OriginalLength = (int)Math.Min(Math.Max(original, (uint)captured), int.MaxValue),
        };
    }

    /// <summary>The format has numbers of its own: RFC 1761, and those above 9 of Solaris' headers.</summary>
    private static LinkType LinkTypeOf(uint dataLink) => dataLink switch
    {
        0 or 4 => LinkType.Ethernet,
        2 => LinkType.TokenRing,
        8 => LinkType.Fddi,
        26 => LinkType.SolarisIpNet,
        27 => LinkType.IPOverInfiniband,
        _ => throw new CaptureFormatException($"This snoop file was captured on a link of type {dataLink:N0}, which is not known here. Convert it with `editcap FILE NEW.pcapng`.", 12),
    };
}
