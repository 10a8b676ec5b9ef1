using System.Buffers.Binary;
using RstKb.Capture.Headers;

namespace RstKb.Benchmarks.Generation;

/// <summary>One connection that is being generated: its ends, its numbers and where it stands in its script.</summary>
internal sealed class GeneratedFlow
{
    private uint _clientNumber;
    private uint _serverNumber;
    private ushort _clientIdentification;
    private ushort _serverIdentification;

    public GeneratedFlow(Random random, int number)
    {
        IsIPv6 = random.Next(10) == 0;
        Client = 0x0a01_0000u + (uint)(number % Clients);
        ClientPort = (ushort)(20000 + (number / Clients % 45000));
        // A few servers are popular: the square of a share is most often small.
        double share = random.NextDouble();
        Server = 0xc612_0000u + (uint)(share * share * Servers);
        ServerPort = random.Next(3) == 0 ? (ushort)80 : (ushort)443;
        ServerTtl = (byte)random.Next(48, 61);
        _clientNumber = (uint)random.NextInt64(1L << 32);
        _serverNumber = (uint)random.NextInt64(1L << 32);
        _clientIdentification = (ushort)random.Next(1 << 16);
        _serverIdentification = (ushort)random.Next(1 << 16);
    }

    private const int Clients = 6000;
    private const int Servers = 400;

    public bool IsIPv6 { get; }

    public uint Client { get; }

    public uint Server { get; }

    public ushort ClientPort { get; }

    public ushort ServerPort { get; }

    public byte ServerTtl { get; }

    /// <summary>Whether any of its segments has been written.</summary>
    public bool IsSeen { get; set; }

    /// <summary>Whether a RST of it has been written.</summary>
    public bool IsReset { get; set; }

    /// <summary>What is still to be sent, the next step first.</summary>
    public Queue<FlowStep> Steps { get; } = new();

    /// <summary>Address and port of a side as text.</summary>
    public string EndOf(bool client)
    {
        uint number = client ? Client : Server;
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        // As FrameBuilder writes it: 2001:db8:: with the number in the last four bytes.
        BinaryPrimitives.WriteUInt32BigEndian(bytes, 0x2001_0db8);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[12..], number);
        return $"{(IsIPv6 ? NetworkAddress.FromIPv6(bytes) : NetworkAddress.FromIPv4(bytes[12..]))} {(client ? ClientPort : ServerPort)}";
    }

    /// <summary>The sequence number that a side sends next.</summary>
    public uint Number(bool ofClient) => ofClient ? _clientNumber : _serverNumber;

    public ushort NextIdentification(bool ofClient) => ofClient ? ++_clientIdentification : ++_serverIdentification;

    /// <summary>Counts what a segment takes of its side's sequence numbers.</summary>
    public void Advance(bool ofClient, uint occupied)
    {
        if (ofClient)
        {
            _clientNumber += occupied;
        }
        else
        {
            _serverNumber += occupied;
        }
    }
}
