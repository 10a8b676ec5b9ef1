using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using RstKb.Tests.Capture.Files;

namespace RstKb.Tests.Capture.Flows.Observations;

/// <summary>
/// MPTCP connections of both versions with further subflows, several at a time, whose ends repeat ACKs with and without options of every kind. Always the same
/// under the same seed.
/// </summary>
internal sealed class RandomMptcp(int seed)
{
    private const byte Syn = 2;
    private const byte Rst = 4;
    private const byte Push = 8;
    private const byte Ack = 16;
    private const int AtATime = 6;

    private static readonly int[] Pauses = [100, 1_000, 5_000, 40_000, 300_000];

    private readonly Random random = new(seed);
    private readonly PcapBytes file = new(network: 101);
    private readonly List<byte[]> tokens = [];
    private readonly List<Subflow> subflows = [];
    private long microseconds;

    /// <summary>A pcap file of raw IP.</summary>
    public byte[] Write(int count)
    {
        for (int i = 0; i < count; i++)
        {
            subflows.Add(new Subflow(20_000 + i, Handshake()));
            for (int steps = random.Next(5, 40); steps > 0; steps--)
            {
                Step(subflows[random.Next(Math.Max(0, subflows.Count - AtATime), subflows.Count)]);
            }
        }

        foreach (Subflow one in subflows.Where(_ => random.Next(3) > 0))
        {
            Send(one, random.Next(2), Rst, []);
        }

        return file.ToArray();
    }

    private Queue<(int From, byte Flags, byte[] Option)> Handshake() => random.Next(6) switch
    {
        0 or 1 or 2 => Capable((byte)random.Next(2)),
        3 or 4 when tokens.Count > 0 => Join(random.Next(5) == 0 ? [7, 7, 7, 7] : tokens[random.Next(tokens.Count)]),
        // The capture begins in the midst of it.
        _ => [],
    };

    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "The protocol names connections by it.")]
    private Queue<(int From, byte Flags, byte[] Option)> Capable(byte version)
    {
        byte[] client = new byte[8];
        byte[] server = new byte[8];
        random.NextBytes(client);
        random.NextBytes(server);
        tokens.Add((version == 0 ? SHA1.HashData(server) : SHA256.HashData(server))[..4]);
        byte flags = version == 0 ? (byte)0x81 : (byte)1;
        var handshake = new Queue<(int From, byte Flags, byte[] Option)>();
        handshake.Enqueue((0, Syn, version == 0 ? [30, 12, version, flags, .. client] : [30, 4, version, flags]));
        handshake.Enqueue((1, Syn | Ack, [30, 12, version, flags, .. server]));
        handshake.Enqueue((0, Ack, [30, 20, version, flags, .. client, .. server]));
        return handshake;
    }

    private Queue<(int From, byte Flags, byte[] Option)> Join(byte[] token)
    {
        var handshake = new Queue<(int From, byte Flags, byte[] Option)>();
        handshake.Enqueue((0, Syn, [30, 12, 0x10, 1, .. token, 0, 0, 0, 1]));
        if (random.Next(4) > 0)
        {
            handshake.Enqueue((1, Syn | Ack, [30, 16, 0x10, 1, .. new byte[12]]));
            handshake.Enqueue((0, Ack, [30, 24, 0x10, 0, .. new byte[20]]));
        }

        return handshake;
    }

    private void Step(Subflow one)
    {
        if (one.Handshake.TryDequeue(out (int From, byte Flags, byte[] Option) opening))
        {
            Send(one, opening.From, opening.Flags, opening.Option);
            one.Next[opening.From] += (opening.Flags & Syn) != 0 ? 1u : 0;
            return;
        }

        int from = random.Next(2);
        switch (random.Next(5))
        {
            case 0:
                for (int more = random.Next(1, 5); more > 0; more--)
                {
                    Send(one, from, Ack, Option());
                }

                break;
            case 1 when random.Next(12) == 0:
                Send(one, from, Rst | Ack, Option());
                break;
            case 4:
                int payload = 10 * random.Next(1, 10);
                Send(one, from, Push | Ack, Option(), payload);
                one.Next[from] += (uint)payload;
                break;
            default:
                Send(one, from, Ack, Option());
                break;
        }
    }

    private byte[] Option() => random.Next(10) switch
    {
        0 => [30, 8, 0x20, 1, 0, 0, 0, 9],
        1 => [30, 12, 0x20, 3, .. new byte[8]],
        2 => [30, 20, 0x20, 5, .. new byte[16]],
        3 => [30, 8, 0x34, 1, 10, 0, 0, 3],
        4 => [30, 4, 0x40, 2],
        5 => [30, 4, 0x51, 1],
        6 => [30, 12, 0x60, 0, .. new byte[8]],
        7 => [30, 12, 0x70, 0, .. new byte[8]],
        8 => [30, 4, 0x80, 1],
        _ => [],
    };

    private void Send(Subflow one, int from, byte flags, byte[] options, int payload = 0)
    {
        microseconds += Pauses[random.Next(Pauses.Length)];
        byte[] tcp = new ByteList(true).U16(from == 0 ? one.Port : 80).U16(from == 0 ? 80 : one.Port).U32(one.Next[from]).U32((flags & Ack) != 0 ? one.Next[1 - from] : 0)
            .U8((byte)((5 + (options.Length / 4)) << 4)).U8(flags).U16((flags & Rst) != 0 ? 0 : 512).U32(0).Raw(options).Raw(new byte[payload]).ToArray();
        byte[] packet = new ByteList(true).U16(0x4500).U16(20 + tcp.Length).U16(1).U16(0x4000).U8(64).U8(6).U16(0)
            .Raw(10, 0, 0, (byte)(1 + from)).Raw(10, 0, 0, (byte)(2 - from)).Raw(tcp).ToArray();
        file.Packet((uint)(1_700_000_000 + (microseconds / 1_000_000)), (uint)(microseconds % 1_000_000), packet);
    }

    private sealed record Subflow(int Port, Queue<(int From, byte Flags, byte[] Option)> Handshake)
    {
        public uint[] Next { get; } = [1_000, 5_000];
    }
}
