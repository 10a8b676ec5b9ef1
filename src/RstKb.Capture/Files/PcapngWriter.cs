using System.Buffers.Binary;
using System.Text;

namespace RstKb.Capture.Files;

/// <summary>Writes packets as pcapng (draft-ietf-opsawg-pcapng): one section, one interface for each link type, times in nanoseconds, a comment on each packet.</summary>
public sealed class PcapngWriter(Stream output)
{
    private const uint SectionHeader = 0x0A0D0D0A;
    private const uint InterfaceDescription = 1;
    private const uint EnhancedPacket = 6;
    private const ushort CommentOption = 1;
    private const ushort TimeResolutionOption = 9;
    private const byte Nanoseconds = 9;
    private const int MostCommentBytes = 200;

    private readonly Dictionary<LinkType, int> _interfaces = [];
    private byte[] _block = new byte[4096];
    private int _length;

    /// <summary>Bytes written so far.</summary>
    public long BytesWritten { get; private set; }

    /// <summary>Writes one packet; the comment is cut at 200 bytes.</summary>
    public void Write(in CapturedPacket packet, string comment)
    {
        if (!_interfaces.TryGetValue(packet.LinkType, out int number))
        {
            number = Describe(packet.LinkType);
        }

        ulong time = (ulong)Math.Max(0, packet.Time.Nanoseconds);
        Begin(EnhancedPacket);
        Put((uint)number);
        Put((uint)(time >> 32));
        Put((uint)time);
        Put((uint)packet.Bytes.Length);
        Put((uint)packet.OriginalLength);
        Put(packet.Bytes);
        byte[] text = Encoding.UTF8.GetBytes(comment);
        Option(CommentOption, text.AsSpan(0, Math.Min(text.Length, MostCommentBytes)));
        Option(0, []);
        End();
    }

    private int Describe(LinkType linkType)
    {
        if (_interfaces.Count == 0)
        {
            Begin(SectionHeader);
            Put(0x1A2B3C4D);
            Put(1);
            Put(uint.MaxValue);
            Put(uint.MaxValue);
            End();
        }

        Begin(InterfaceDescription);
        Put((uint)linkType & 0xffff);
        Put(0);
        Option(TimeResolutionOption, [Nanoseconds]);
        Option(0, []);
        End();
        int number = _interfaces.Count;
        _interfaces.Add(linkType, number);
        return number;
    }

    // A block's length stands before and after its body; it is known at the end.
    private void Begin(uint type)
    {
        _length = 0;
        Put(type);
        Put(0);
    }

    private void End()
    {
        uint length = (uint)_length + 4;
        Put(length);
        BinaryPrimitives.WriteUInt32LittleEndian(_block.AsSpan(4), length);
        output.Write(_block, 0, _length);
        BytesWritten += _length;
    }

    private void Option(ushort code, ReadOnlySpan<byte> value)
    {
        Put(code | ((uint)value.Length << 16));
        Put(value);
    }

    private void Put(uint value)
    {
        Reserve(4);
        BinaryPrimitives.WriteUInt32LittleEndian(_block.AsSpan(_length), value);
        _length += 4;
    }

    // Everything is padded to 32 bits.
    private void Put(ReadOnlySpan<byte> bytes)
    {
        int padded = (bytes.Length + 3) & ~3;
        Reserve(padded);
        bytes.CopyTo(_block.AsSpan(_length));
        _block.AsSpan(_length + bytes.Length, padded - bytes.Length).Clear();
        _length += padded;
    }

    private void Reserve(int bytes)
    {
        if (_length + bytes > _block.Length)
        {
            Array.Resize(ref _block, Math.Max(_block.Length * 2, _length + bytes));
        }
    }
}
