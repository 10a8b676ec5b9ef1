namespace RstKb.Tests.Capture.Files;

/// <summary>Builds pcap files.</summary>
public sealed class PcapBytes
{
    private readonly ByteList _bytes;
    private readonly bool _isModified;

    public PcapBytes(uint magic = 0xa1b2c3d4, bool isBigEndian = false, int major = 2, int minor = 4, uint network = 1)
    {
        _isModified = magic == 0xa1b2cd34;
        _bytes = new ByteList(isBigEndian).U32(magic).U16(major).U16(minor).U32(0).U32(0).U32(65535).U32(network);
    }

    /// <param name="firstLength">The record's first length field, the captured bytes by default.</param>
    /// <param name="secondLength">The record's second length field, the captured bytes by default.</param>
    public PcapBytes Packet(uint seconds, uint fraction, byte[] bytes, uint? firstLength = null, uint? secondLength = null)
    {
        _bytes.U32(seconds).U32(fraction).U32(firstLength ?? (uint)bytes.Length).U32(secondLength ?? (uint)bytes.Length);
        if (_isModified)
        {
            _bytes.U32(7).U16(0x0800).U16(0);
        }

        _bytes.Raw(bytes);
        return this;
    }

    public byte[] ToArray() => _bytes.ToArray();
}
