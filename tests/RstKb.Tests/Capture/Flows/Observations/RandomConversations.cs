using RstKb.Tests.Capture.Files;

namespace RstKb.Tests.Capture.Flows.Observations;

/// <summary>
/// Conversations of two ends that do whatever comes to mind: they repeat, skip, probe, close their windows, acknowledge what was never sent, open anew
/// on the same ports, answer a SYN twice and reset, near the ends of the numbers' circle too; some segments come in fragments or are shorter than their header
/// claims, routers quote others, and the clock steps back now and then. Always the same under the same seed.
/// </summary>
internal sealed class RandomConversations(int seed)
{
    private const byte Fin = 1;
    private const byte Syn = 2;
    private const byte Rst = 4;
    private const byte Push = 8;
    private const byte Ack = 16;

    private const int DontFragment = 0x4000;
    private const int MoreFragments = 0x2000;

    private static readonly int[] Pauses = [100, 1_000, 2_000, 4_000, 15_000, 25_000, 300_000, 1_200_000, 100, 1_000, 2_000, 4_000, 15_000, 25_000, 300_000, -2_000, 0];
    private static readonly uint[] Beginnings = [0, 1_000, 0xfffffff0, 0x7ffffff8, 0x12345678];
    private static readonly int[] Sizes = [1, 1, 10, 100, 512, 1_460];
    private static readonly int[] Windows = [0, 0, 100, 512, 1_000];
    private static readonly byte[][] Openings = [[], [2, 4, 5, 0xb4, 3, 3, 2, 1], [3, 3, 7, 1]];
    private static readonly byte[][] Quotations = [[3, 13], [3, 1], [11, 0], [3, 4]];

    private readonly Random random = new(seed);
    private readonly PcapBytes file = new(network: 101);
    private readonly uint[] next = new uint[2];
    private readonly uint[] last = new uint[2];
    private readonly uint[] first = new uint[2];
    private readonly int[] window = new int[2];
    private long microseconds = 1_000_000;
    private int port;
    private bool hasBegun;
    private int identification;

    /// <summary>A pcap file of raw IP.</summary>
    public byte[] Write(int conversations)
    {
        for (int i = 0; i < conversations; i++)
        {
            port = 2000 + i;
            Converse();
        }

        return file.ToArray();
    }

    private void Converse()
    {
        (next[0], next[1]) = (Any(Beginnings), Any(Beginnings));
        (last[0], last[1]) = (first[0], first[1]) = (next[0], next[1]);
        window[0] = window[1] = 512;
        hasBegun = random.Next(5) > 0;
        if (hasBegun)
        {
            Open();
        }

        for (int steps = random.Next(3, 26); steps > 0; steps--)
        {
            Step(random.Next(2), Any(Sizes));
        }

        Send(random.Next(2), (byte)(Rst | Any<byte>([0, Ack])), next[0], next[1]);
    }

    private void Open()
    {
        Send(0, Syn, next[0], 0, options: Any(Openings));
        if (random.Next(5) == 0)
        {
            Send(0, Syn, next[0], 0);
        }

        Send(1, Syn | Ack, next[1], next[0] + 1, options: Any(Openings));
        next[0]++;
        next[1]++;
        Send(0, Ack, next[0], next[1]);
    }

    private void Step(int from, int size)
    {
        uint own = next[from];
        uint other = next[1 - from];
        switch (random.Next(20))
        {
            case 0:
                Send(from, Ack, own, other);
                break;
            case 1:
                Send(from, Push | Ack, last[from], other, Any<int>([size, 10, 100]));
                break;
            case 2:
                Send(from, Ack, own - 1, other, random.Next(3) / 2);
                break;
            case 3:
                window[from] = Any(Windows);
                Send(from, Ack, own, other);
                break;
            case 4:
                Send(from, Push | Ack, own + (uint)size, other, size);
                next[from] += Any<uint>([0, 2 * (uint)size]);
                break;
            case 5:
                for (int more = random.Next(1, 5); more > 0; more--)
                {
                    Send(from, Ack, own, other);
                }

                break;
            case 6:
                Send(from, Ack, own, other + Any<uint>([1, 100, 1_460, uint.MaxValue - 9]));
                break;
            case 7:
                Send(from, Any<byte>([Fin | Ack, Fin | Push | Ack]), own, other, random.Next(2) * size);
                next[from] += (uint)random.Next(2);
                break;
            case 8:
                first[0] = next[0] = Any<uint>([next[0] + 1, next[0] + 100_000]);
                Send(0, Syn, next[0], 0, options: Any(Openings));
                break;
            case 9:
                Answer(from, random.Next(4));
                break;
            case 10:
                int fills = Math.Clamp(window[1 - from] << Any<int>([0, 2]), 1, 3_000);
                Send(from, Push | Ack, own, other, fills);
                next[from] += (uint)fills;
                break;
            case 11 when random.Next(3) == 0:
                Send(from, Any<byte>([Rst, Rst | Ack, Rst | Ack | Push]), own + Any<uint>([0, 1, 1_000]), other, Any<int>([0, 8]));
                break;
            case 12 when random.Next(3) == 0:
                Send(from, Any<byte>([0, Fin, Push, 0x29]), own, other, Any<int>([0, 5]));
                break;
            case 13 when random.Next(2) == 0:
                Send(from, Any<byte>([Push | Ack, Ack, Rst]), own, other, size, fragment: MoreFragments);
                next[from] += (uint)(random.Next(2) * size);
                break;
            case 14 when random.Next(2) == 0:
                Send(from, Any<byte>([Ack, Rst, Syn, Syn | Ack]), own + 5, other, headerWords: Any<int>([6, 15]));
                break;
            case 15 when hasBegun:
                Quote(from, Any<byte>([Syn | Ack, Rst, Ack]), first[from], other, Any<int>([8, 16, 20]));
                break;
            case 16 when random.Next(2) == 0:
                Send(from, Push | Ack, own + 0x80000000 + Any<uint>([0, 1, uint.MaxValue]), other, random.Next(2) * size);
                break;
            case 17:
                Send(from, Ack, own, other, options: Sack(other));
                break;
            case 18 when random.Next(3) == 0:
                Send(from, Any<byte>([Ack, Push | Ack]), own, other, options: [3, 3, (byte)random.Next(16), 1]);
                break;
            default:
                Send(from, Push | Ack, own, other, size);
                last[from] = own;
                next[from] += (uint)size;
                break;
        }
    }

    /// <summary>The server opens again: with another number, with the same, or the other way round.</summary>
    private void Answer(int from, int way)
    {
        switch (way)
        {
            case 0:
                first[1] = next[1] += Any<uint>([1, 5_000, 100_000]);
                Send(1, Syn | Ack, next[1]++, next[0]);
                break;
            case 1:
                Send(from, Syn | Ack, first[from], next[1 - from]);
                break;
            case 2:
                Send(from, Syn, first[from], 0);
                break;
            default:
                first[1] = next[1] += 777;
                Send(1, Syn, next[1], 0);
                break;
        }
    }

    private byte[] Sack(uint from)
    {
        var option = new ByteList(true).Raw(1, 1, 5, 0);
        int blocks = random.Next(1, 4);
        for (int i = 0; i < blocks; i++)
        {
            uint left = from + Any<uint>([0, 100, 1_460, uint.MaxValue - 499]);
            option.U32(left).U32(left + Any<uint>([1, 100, 1_460]));
        }

        byte[] bytes = option.ToArray();
        bytes[3] = (byte)(bytes.Length - 2);
        return bytes;
    }

    private void Send(int from, byte flags, uint sequence, uint acknowledgment, int payload = 0, byte[]? options = null, int fragment = DontFragment, int? headerWords = null) =>
        Write(Packet(from, flags, sequence, acknowledgment, payload, options ?? [], fragment, headerWords));

    /// <summary>An ICMP error of a router about a segment that was never captured itself.</summary>
    private void Quote(int from, byte flags, uint sequence, uint acknowledgment, int bytes)
    {
        byte[] quoted = Packet(from, flags, sequence, acknowledgment, 0, [], DontFragment, null);
        byte[] kind = Any(Quotations);
        Write(new ByteList(true).U16(0x4500).U16(48 + bytes).U16(0).U16(0).U8(64).U8(1).U16(0).Raw(10, 0, 9, 9).Raw(quoted.AsSpan(12, 4))
            .Raw(kind).U16(0).U32(1_280).Raw(quoted.AsSpan(0, 20 + bytes)).ToArray());
    }

    private byte[] Packet(int from, byte flags, uint sequence, uint acknowledgment, int payload, byte[] options, int fragment, int? headerWords)
    {
        byte[] client = [10, 0, 0, 1];
        byte[] server = [10, 0, 0, 2];
        byte[] tcp = new ByteList(true).U16(from == 0 ? port : 80).U16(from == 0 ? 80 : port).U32(sequence).U32((flags & Ack) != 0 ? acknowledgment : 0)
            .U8((byte)((headerWords ?? (5 + (options.Length / 4))) << 4)).U8(flags).U16((flags & Rst) != 0 ? 0 : window[from]).U32(0).Raw(options).Raw(new byte[payload]).ToArray();
        return new ByteList(true).U16(0x4500).U16(20 + tcp.Length).U16(++identification & 0xffff).U16(fragment).U8(64).U8(6).U16(0)
            .Raw(from == 0 ? client : server).Raw(from == 0 ? server : client).Raw(tcp).ToArray();
    }

    private void Write(byte[] packet)
    {
        microseconds += Any(Pauses);
        file.Packet((uint)(1_700_000_000 + (microseconds / 1_000_000)), (uint)(microseconds % 1_000_000), packet);
    }

    private T Any<T>(T[] choices) => choices[random.Next(choices.Length)];
}
