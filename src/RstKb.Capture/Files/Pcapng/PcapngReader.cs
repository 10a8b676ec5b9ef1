using RstKb.Capture.Files.Sources;

namespace RstKb.Capture.Files.Pcapng;

/// <summary>Reads a pcapng file block by block. Blocks that hold no packet are taken in on the way.</summary>
internal sealed class PcapngReader : BufferedCaptureReader
{
    private const int BlockHeaderBytes = 8;
    private const int SmallestBlock = 12;

    private readonly List<PcapngInterface> _interfaces = [];
    private readonly List<CapturedProcess> _processes = [];
    private readonly List<LinkType> _linkTypes = [];
    private ByteOrder _order;
    private long? _droppedInEarlierSections;
    private int _interfacesInEarlierSections;
    private CaptureTime _lastTime;

    /// <exception cref="CaptureFormatException">The first section's header is not whole or makes no sense.</exception>
    public PcapngReader(ByteWindow window, CaptureLimits limits, string compression)
        : base(window, limits)
    {
        Compression = compression;
        if (!window.TryFill(SectionHeaderBlock.MinimumBytes) || (!TryStep(out _, out _) && CutShort is not null))
        {
            throw new CaptureFormatException(
                $"The file ends inside the header of a pcapng file: only {window.Unread.Length:N0} bytes are there. Copy or capture it again.",
                window.Unread.Length);
        }
    }

    public override string Format => "pcapng";

    public override IReadOnlyList<LinkType> LinkTypes => _linkTypes;

    public override long? Dropped
    {
        get
        {
            long? dropped = _droppedInEarlierSections;
            foreach (PcapngInterface one in _interfaces)
            {
                dropped = one.Dropped is { } more ? (dropped ?? 0) + more : dropped;
            }

            return dropped;
        }
    }

    public override bool TryRead(out CapturedPacket packet)
    {
        while (!HasEnded && TryStep(out packet, out bool isPacket))
        {
            if (isPacket)
            {
                return true;
            }
        }

        packet = default;
        return false;
    }

    /// <summary>Reads one block, whatever it is; false at the file's end.</summary>
    private bool TryStep(out CapturedPacket packet, out bool isPacket)
    {
        packet = default;
        isPacket = false;
        long at = Window.Offset;
        if (!Window.TryFill(BlockHeaderBytes))
        {
            return EndInside($"the block after packet {Frames:N0}", 0, at);
        }

        uint type = _order.UInt32(Window.Unread, 0);
        if (type == BlockType.SectionHeader && !TryTurnOrder(at))
        {
            return false;
        }

        long length = Padded(_order.UInt32(Window.Unread, 4));
        if (length > Limits.MaxBlockBytes && !BlockType.IsTakenIn(type))
        {
            return TryPass(type, length, at);
        }

        if (length < SmallestBlock || length > Limits.MaxBlockBytes)
        {
            return Damage($"the block after packet {Frames:N0} claims {length:N0} bytes, which no block can have, so the file is damaged there", at);
        }

        if (!Window.TryFill((int)length))
        {
            return EndInside(Name(type), length, at);
        }

        ReadOnlySpan<byte> block = Window.Unread[..(int)length];
        if (!EndsAsItBegan(type, length, _order.UInt32(block, block.Length - 4), at))
        {
            return false;
        }

        if (!TryTake(type, block, at, out packet, out isPacket))
        {
            return false;
        }

        Window.Advance((int)length);
        return true;
    }

    /// <summary>Steps over a block that is larger than what is held in memory, and whose content is not needed.</summary>
    private bool TryPass(uint type, long length, long at)
    {
        const int TrailerBytes = 4;
        if (!Window.TrySkip(length - TrailerBytes) || !Window.TryFill(TrailerBytes))
        {
            return EndInside(Name(type), length, at);
        }

        uint trailing = _order.UInt32(Window.Unread, 0);
        Window.Advance(TrailerBytes);
        Frames += BlockType.IsNumberedWithoutPacket(type) ? 1 : 0;
        return EndsAsItBegan(type, length, trailing, at);
    }

    /// <summary>Some writers leave the padding out of a block's length.</summary>
    private static long Padded(uint length) => ((long)length + 3) & ~3;

    private bool EndsAsItBegan(uint type, long length, uint trailing, long at) => Padded(trailing) == length
        || Damage($"{Name(type)} claims {length:N0} bytes at its start and {trailing:N0} at its end, so the file is damaged there", at);

    private bool TryTake(uint type, ReadOnlySpan<byte> block, long at, out CapturedPacket packet, out bool isPacket)
    {
        packet = default;
        isPacket = false;
        if (block.Length < SmallestOf(type))
        {
            return Damage($"{Name(type)} claims {block.Length:N0} bytes, fewer than its fixed fields take, so the file is damaged there", at);
        }

        switch (type)
        {
            case BlockType.EnhancedPacket:
                EnhancedPacketBlock enhanced = EnhancedPacketBlock.Read(block, _order);
                EnhancedPacketOptions options = enhanced.Options(block, _order);
                isPacket = TryMake(block, EnhancedPacketBlock.DataOffset, enhanced.Interface, enhanced.Ticks, enhanced.CapturedLength, enhanced.OriginalLength, at, out packet, options);
                if (isPacket && options.DroppedBefore is { } lost)
                {
                    _interfaces[(int)enhanced.Interface].DropByPacket(lost);
                }

                return isPacket;

            case BlockType.SimplePacket:
                SimplePacketBlock simple = SimplePacketBlock.Read(block, _order, _interfaces.Count > 0 ? _interfaces[0].SnapLength : 0);
                return isPacket = TryMake(block, SimplePacketBlock.DataOffset, 0, null, simple.CapturedLength, simple.OriginalLength, at, out packet);

            case BlockType.ObsoletePacket:
                ObsoletePacketBlock obsolete = ObsoletePacketBlock.Read(block, _order);
                isPacket = TryMake(block, ObsoletePacketBlock.DataOffset, obsolete.Interface, obsolete.Ticks, obsolete.CapturedLength, obsolete.OriginalLength, at, out packet);
                if (isPacket && obsolete.Dropped is { } dropped)
                {
                    _interfaces[(int)obsolete.Interface].DropByPacket(dropped);
                }

                return isPacket;

            case BlockType.SectionHeader:
                return TryBeginSection(block, at);

            case BlockType.InterfaceDescription:
                return TryAddInterface(InterfaceDescriptionBlock.Read(block, _order), at);

            case BlockType.InterfaceStatistics:
                InterfaceStatisticsBlock statistics = InterfaceStatisticsBlock.Read(block, _order);
                if (statistics.Interface < (uint)_interfaces.Count && statistics.Dropped is { } total)
                {
                    _interfaces[(int)statistics.Interface].DroppedByStatistics = total;
                }

                return true;

            case BlockType.ProcessInformation:
                if (_processes.Count < Limits.MaxProcesses)
                {
                    _processes.Add(ProcessInformationBlock.Read(block, _order));
                }

                return true;

            default:
                Frames += BlockType.IsNumberedWithoutPacket(type) ? 1 : 0;
                return true;
        }
    }

    private bool TryMake(ReadOnlySpan<byte> block, int dataOffset, uint interfaceNumber, ulong? ticks, uint captured, uint original, long at, out CapturedPacket packet, EnhancedPacketOptions options = default)
    {
        packet = default;
        if (interfaceNumber >= (uint)_interfaces.Count)
        {
            return Damage($"packet {Frames + 1:N0} names interface {interfaceNumber}, but only {_interfaces.Count} are described, so the file is damaged there", at);
        }

        int room = block.Length - dataOffset - 4;
        if (captured > (uint)Math.Min(room, Limits.MaxPacketBytes))
        {
            return Damage($"packet {Frames + 1:N0} claims {captured:N0} bytes in a block with room for {room:N0}, so the file is damaged there", at);
        }

        PcapngInterface source = _interfaces[(int)interfaceNumber];
        // A simple packet block has no time; the last one known keeps the packets in order.
        _lastTime = ticks is { } known ? new CaptureTime(source.Resolution.ToNanoseconds(known)) : _lastTime;
        packet = new CapturedPacket
        {
            Number = ++Frames,
            Time = _lastTime,
            LinkType = source.LinkType,
            Bytes = block.Slice(dataOffset, (int)captured),
            OriginalLength = (int)Math.Min(Math.Max(original, captured), int.MaxValue),
            Interface = source.Number,
            Process = options.ProcessIndex is { } index && index < (uint)_processes.Count ? _processes[(int)index] : null,
            IsOutward = options.IsOutward,
        };
        return true;
    }

    private bool TryTurnOrder(long at)
    {
        if (!Window.TryFill(SectionHeaderBlock.BytesToOrder))
        {
            return EndInside(Name(BlockType.SectionHeader), 0, at);
        }

        return SectionHeaderBlock.TryReadOrder(Window.Unread, out _order)
            || Damage("a section's byte-order mark is none, so the file is damaged there", at);
    }

    private bool TryBeginSection(ReadOnlySpan<byte> block, long at)
    {
        SectionHeaderBlock section = SectionHeaderBlock.Read(block, _order);
        if (section.MajorVersion != 1)
        {
            return Damage($"a section is of pcapng version {section.MajorVersion}.{section.MinorVersion}, which is not known here", at);
        }

        _droppedInEarlierSections = Dropped;
        _interfacesInEarlierSections += _interfaces.Count;
        _interfaces.Clear();
        _processes.Clear();
        return true;
    }

    private bool TryAddInterface(InterfaceDescriptionBlock description, long at)
    {
        if (_interfaces.Count >= Limits.MaxInterfaces)
        {
            return Damage($"a section describes more than {Limits.MaxInterfaces:N0} interfaces, the limit (MaxInterfaces)", at);
        }

        _interfaces.Add(new PcapngInterface
        {
            LinkType = description.LinkType,
            SnapLength = description.SnapLength,
            Resolution = description.Resolution,
            Number = _interfacesInEarlierSections + _interfaces.Count,
        });
        if (!_linkTypes.Contains(description.LinkType))
        {
            _linkTypes.Add(description.LinkType);
        }

        return true;
    }

    private string Name(uint type) => type switch
    {
        BlockType.EnhancedPacket or BlockType.SimplePacket or BlockType.ObsoletePacket => $"packet {Frames + 1:N0}",
        BlockType.SectionHeader => $"the section header after packet {Frames:N0}",
        _ => $"the block after packet {Frames:N0}",
    };

    private static int SmallestOf(uint type) => type switch
    {
        BlockType.EnhancedPacket => EnhancedPacketBlock.MinimumBytes,
        BlockType.SimplePacket => SimplePacketBlock.MinimumBytes,
        BlockType.ObsoletePacket => ObsoletePacketBlock.MinimumBytes,
        BlockType.SectionHeader => SectionHeaderBlock.MinimumBytes,
        BlockType.InterfaceDescription => InterfaceDescriptionBlock.MinimumBytes,
        BlockType.InterfaceStatistics => InterfaceStatisticsBlock.MinimumBytes,
        BlockType.ProcessInformation => ProcessInformationBlock.MinimumBytes,
        _ => SmallestBlock,
    };
}
