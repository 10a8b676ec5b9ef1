using System.Globalization;
using RstKb.Tests.Capture.Headers;

namespace RstKb.Tests.Capture.Files;

/// <summary>A pcapng file of several sections in either byte order, whose interfaces count time in all units and whose packets lie between every kind of block. Always the same under the same seed.</summary>
internal sealed class RandomBlocks(int seed)
{
    private static readonly byte[] Units = [0, 3, 6, 8, 9, 0x80 | 10, 0x80 | 20, 0x80 | 30];
    private static readonly uint[] SnapLengths = [0, 0, 65_535, 200, 60];
    private static readonly long[] Offsets = [0, 0, 3_600, -3_600, 10];
    private static readonly int[] Links = [101, 1, 0];

    private readonly Random random = new(seed);
    private readonly PcapngBytes file = new();
    private readonly List<(int Link, int SnapLength, byte Unit, long Offset)> interfaces = [];

    /// <param name="packets">Raw IP, a second apart.</param>
    public byte[] Write(IReadOnlyList<byte[]> packets)
    {
        Begin();
        for (int i = 0; i < packets.Count; i++)
        {
            PutSomething();
            Put(packets[i], 1_700_000_000 + i);
        }

        return file.ToArray();
    }

    private void Begin()
    {
        file.Section(isBigEndian: random.Next(2) == 0);
        interfaces.Clear();
        Describe();
    }

    private void Describe()
    {
        (int Link, uint SnapLength, byte Unit, long Offset) one = (Any(Links), Any(SnapLengths), Any(Units), Any(Offsets));
        file.Interface(one.Link, one.SnapLength, one.Unit, one.Offset == 0 ? null : one.Offset);
        interfaces.Add((one.Link, one.SnapLength == 0 ? int.MaxValue : (int)one.SnapLength, one.Unit, one.Offset));
    }

    private void PutSomething()
    {
        switch (random.Next(24))
        {
            case 0:
                Begin();
                break;
            case 1:
                Describe();
                break;
            case 2:
                file.Block(4, names => names.U16(1).U16(14).Raw(10, 0, 0, 1).Raw("host.test\0"u8).Pad(4).U32(0));
                break;
            case 3:
                file.Block(10, secrets => secrets.U32(0x544c534b).U32(4).Raw("abcd"u8));
                break;
            case 4:
                file.Statistics(0, 7, 8);
                break;
            case 5:
                file.Block(random.Next(2) == 0 ? 0xbadu : 0x40000badu, custom => custom.U32(32_473).Raw("data"u8));
                break;
            case 6:
                file.Block(9, journal => journal.Raw("__REALTIME_TIMESTAMP=1500000000000000\nMESSAGE=x\n"u8).Pad(4));
                break;
            case 7:
                file.Block(random.Next(2) == 0 ? 0x77u : 0x80000001u, unknown => unknown.U32(1).U32(2));
                break;
        }
    }

    private void Put(byte[] packet, long seconds)
    {
        int number = random.Next(interfaces.Count);
        (int link, int snapLength, byte unit, long offset) = interfaces[number];
        byte[] frame = link switch { 1 => PacketBytes.Ethernet(packet), 0 => [2, 0, 0, 0, .. packet], _ => packet };
        byte[] captured = frame[..Math.Min(frame.Length, snapLength)];
        ulong perSecond = (unit & 0x80) != 0 ? 1UL << (unit & 0x7f) : ulong.Parse("1" + new string('0', unit), CultureInfo.InvariantCulture);
        ulong ticks = (ulong)(seconds - offset) * perSecond;
        switch (random.Next(4))
        {
            case 0:
                file.Obsolete(ticks, captured, number, Any<int>([0, 3, 0xffff]), (uint)frame.Length);
                break;
            case 1 when number == 0:
                file.Simple(captured, (uint)frame.Length);
                break;
            default:
                file.Enhanced(ticks, captured, (uint)number, original: (uint)frame.Length, options: Any<Action<ByteList>?>([null, null, Comment, Flags, Drops]));
                break;
        }
    }

    private static void Comment(ByteList options) => options.U16(1).U16(5).Raw("hello"u8).Pad(4).U32(0);

    private static void Flags(ByteList options) => options.U16(2).U16(4).U32(2);

    private static void Drops(ByteList options) => options.U16(4).U16(8).U64(3).U32(0);

    private T Any<T>(T[] choices) => choices[random.Next(choices.Length)];
}
