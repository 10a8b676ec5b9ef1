namespace RstKb.Tests.Capture.Files;

/// <summary>Builds pcapng files.</summary>
public sealed class PcapngBytes
{
    private readonly List<byte> _bytes = [];
    private bool _isBigEndian;

    public PcapngBytes Section(bool isBigEndian = false, int major = 1)
    {
        _isBigEndian = isBigEndian;
        return Block(0x0a0d0d0a, body => body.U32(0x1a2b3c4d).U16(major).U16(0).U64(-1));
    }

    public PcapngBytes Interface(int linkType = 1, uint snapLength = 0, byte? resolution = null, long? offsetSeconds = null) => Block(1, body =>
    {
        body.U16(linkType).U16(0).U32(snapLength);
        if (resolution is { } unit)
        {
            body.U16(9).U16(1).U8(unit).Raw(0, 0, 0);
        }

        if (offsetSeconds is { } offset)
        {
            body.U16(14).U16(8).U64(offset);
        }

        body.U32(0);
    });

    public PcapngBytes Enhanced(ulong ticks, byte[] packet, uint interfaceNumber = 0, uint? captured = null, uint? original = null, Action<ByteList>? options = null) => Block(6, body =>
    {
        body.U32(interfaceNumber).U32((uint)(ticks >> 32)).U32((uint)ticks).U32(captured ?? (uint)packet.Length).U32(original ?? (uint)packet.Length).Raw(packet).Pad(4);
        options?.Invoke(body);
    });

    public PcapngBytes Obsolete(ulong ticks, byte[] packet, int interfaceNumber, int drops, uint? original = null) => Block(2, body =>
        body.U16(interfaceNumber).U16(drops).U32((uint)(ticks >> 32)).U32((uint)ticks).U32(packet.Length).U32(original ?? (uint)packet.Length).Raw(packet).Pad(4));

    public PcapngBytes Simple(byte[] packet, uint? original = null) => Block(3, body => body.U32(original ?? (uint)packet.Length).Raw(packet).Pad(4));

    public PcapngBytes Statistics(uint interfaceNumber, long interfaceDrops, long systemDrops) => Block(5, body =>
        body.U32(interfaceNumber).U64(0).U16(5).U16(8).U64(interfaceDrops).U16(7).U16(8).U64(systemDrops).U32(0));

    public PcapngBytes Block(uint type, Action<ByteList> write, uint? trailing = null)
    {
        var body = new ByteList(_isBigEndian);
        write(body);
        uint length = (uint)(12 + body.Count);
        _bytes.AddRange(new ByteList(_isBigEndian).U32(type).U32(length).Raw(body.ToArray()).U32(trailing ?? length).ToArray());
        return this;
    }

    public PcapngBytes Raw(params byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public byte[] ToArray() => [.. _bytes];
}
