using System.Buffers.Binary;
using System.Net;
using RstKb.Capture;
using RstKb.Capture.Headers;
using RstKb.Diagnosis;
using RstKb.Diagnosis.Report;

namespace RstKb.Tests.Diagnosis;

/// <summary>
/// Writes a capture packet by packet as the two kernels would send them: numbers, windows, TTLs, identifications and timestamps follow by themselves unless a test says otherwise.
/// Raw IPv4 in a classic pcap file.
/// </summary>
internal sealed class Conversation
{
    private readonly List<(double Time, byte[] Packet, int Length)> packets;
    private double clock;

    public Conversation(string client = "10.0.0.5", int clientPort = 51000, string server = "203.0.113.9", int serverPort = 8080)
        : this([], new End(client, clientPort, 1000, 64), new End(server, serverPort, 500_000, 55))
    {
    }

    private Conversation(List<(double, byte[], int)> packets, End client, End server) => (this.packets, Client, Server) = (packets, client, server);

    public End Client { get; }

    public End Server { get; }

    /// <summary>Seconds from the server's packets to its answers, as seen at the client.</summary>
    public double RoundTrip { get; init; } = 0.03;

    public bool Timestamps { get; init; } = true;

    /// <summary>Another connection in the same capture; its clock starts where it is told.</summary>
    public Conversation Another(int clientPort, double at, string? client = null, string? server = null, int? serverPort = null) =>
        new(packets, new End(client ?? Client.Address, clientPort, 7_000_000 + clientPort, Client.Ttl), new End(server ?? Server.Address, serverPort ?? Server.Port, 9_000_000 + clientPort, Server.Ttl))
        {
            clock = at,
            RoundTrip = RoundTrip,
            Timestamps = Timestamps,
        };

    public Conversation Wait(double seconds)
    {
        clock += seconds;
        return this;
    }

    public Conversation Handshake() => Syn().Wait(RoundTrip).SynAck().Wait(0.0001).Ack(Client);

    public Conversation Syn() => Send(Client, TcpFlags.Syn);

    public Conversation SynAck() => Send(Server, TcpFlags.Syn | TcpFlags.Ack);

    public Conversation Ack(End from) => Send(from, TcpFlags.Ack);

    /// <summary>Payload from one end.</summary>
    public Conversation Data(End from, int length, string? text = null) => Send(from, TcpFlags.Ack | TcpFlags.Psh, length, text: text);

    /// <summary>A request and its answer, each acknowledged.</summary>
    public Conversation Exchange(int request = 200, int answer = 500) =>
        Data(Client, request).Wait(RoundTrip).Data(Server, answer).Wait(0.0001).Ack(Client);

    public Conversation Fin(End from) => Send(from, TcpFlags.Fin | TcpFlags.Ack);

    /// <summary>RST,ACK out of a living socket (<c>tcp_send_active_reset</c>).</summary>
    public Conversation Abort(End from, int ahead = 0, byte? ttl = null, ushort? window = null, bool? timestamps = null, byte[]? payload = null) =>
        Send(from, TcpFlags.Rst | TcpFlags.Ack, payload?.Length ?? 0, seq: from.Next + (uint)ahead, ttl: ttl, window: window, timestamps: timestamps, payload: payload);

    /// <summary>Bare RST at the number that the other end acknowledged last (<c>tcp_v4_send_reset</c>), or at another one.</summary>
    public Conversation Reply(End from, uint? seq = null, byte? ttl = null, ushort id = 0) =>
        Send(from, TcpFlags.Rst, 0, seq: seq ?? Other(from).Acked, ack: 0, window: 0, ttl: ttl, id: id, timestamps: false);

    /// <summary>RST,ACK with sequence number 0 that refuses a SYN.</summary>
    public Conversation Refuse(byte? ttl = null) =>
        Send(Server, TcpFlags.Rst | TcpFlags.Ack, 0, seq: 0, ack: Client.Next, window: 0, ttl: ttl, id: 0, timestamps: false);

    /// <summary>One segment with anything said explicitly.</summary>
    public Conversation Send(
        End from, TcpFlags flags, int length = 0, uint? seq = null, uint? ack = null, ushort? window = null, byte? ttl = null, ushort? id = null, bool? timestamps = null, string? text = null, byte[]? payload = null)
    {
        End to = Other(from);
        bool hasAck = (flags & TcpFlags.Ack) != 0;
        bool isReset = (flags & TcpFlags.Rst) != 0;
        uint number = seq ?? from.Next;
        uint acknowledges = ack ?? (hasAck ? to.Next : 0);
        byte[] options = (flags & TcpFlags.Syn) != 0 ? from.SynOptions(clock, Timestamps) : timestamps ?? Timestamps ? from.TimestampOption(clock) : [];
        byte[] body = payload ?? (text is null ? new byte[length] : System.Text.Encoding.ASCII.GetBytes(text.PadRight(length)));
        byte[] packet = new byte[40 + options.Length + body.Length];
        packet[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)packet.Length);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(4), id ?? from.NextId());
        packet[6] = 0x40;
        packet[8] = ttl ?? from.Ttl;
        packet[9] = 6;
        IPAddress.Parse(from.Address).GetAddressBytes().CopyTo(packet, 12);
        IPAddress.Parse(to.Address).GetAddressBytes().CopyTo(packet, 16);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(20), (ushort)from.Port);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(22), (ushort)to.Port);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(24), number);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(28), acknowledges);
        packet[32] = (byte)((20 + options.Length) / 4 << 4);
        packet[33] = (byte)flags;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(34), window ?? from.Window);
        options.CopyTo(packet, 40);
        body.CopyTo(packet, 40 + options.Length);
        packets.Add((clock, packet, packet.Length));
        if (!isReset)
        {
            from.Next = Math.Max(from.Next, number + (uint)body.Length + ((flags & (TcpFlags.Syn | TcpFlags.Fin)) != 0 ? 1u : 0u));
            from.Acked = hasAck ? acknowledges : from.Acked;
        }

        return this;
    }

    /// <summary>The last packet once more as the capturing machine passed it on, one hop less.</summary>
    public Conversation Passed()
    {
        (double time, byte[] packet, int length) = packets[^1];
        byte[] copy = [.. packet];
        copy[8]--;
        packets.Add((time + 0.00001, copy, length));
        return this;
    }

    /// <summary>The reports on all reset flows, in order.</summary>
    public IReadOnlyList<ResetReport> Diagnose(int? snapLength = null, Func<string, int, bool>? keep = null)
    {
        byte[] file = File(snapLength, keep);
        var analyst = new CaptureAnalyst(new CaptureLimits(), 0);
        CaptureSurvey survey = analyst.Survey(new MemoryStream(file), null, CancellationToken.None);
        return analyst.Diagnose(new MemoryStream(file), survey, new CaptureIdentity("conversation.pcap", file.Length, ""), null, null, CancellationToken.None).Resets;
    }

    /// <summary>The report on the only reset flow.</summary>
    public ResetReport Verdict(int? snapLength = null) => Assert.Single(Diagnose(snapLength));

    /// <summary>The report where only one direction was captured.</summary>
    public ResetReport VerdictOfOneDirection(End from) => Assert.Single(Diagnose(null, (address, port) => address == from.Address && port == from.Port));

    private End Other(End end) => end == Client ? Server : Client;

    private byte[] File(int? snapLength, Func<string, int, bool>? keep)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(0xa1b2_3c4d);
        writer.Write(0x0004_0002);
        writer.Write(0L);
        writer.Write(snapLength ?? 262_144);
        writer.Write(228);
        foreach ((double time, byte[] packet, int length) in packets.OrderBy(p => p.Time))
        {
            string source = new IPAddress(packet.AsSpan(12, 4)).ToString();
            if (keep is not null && !keep(source, BinaryPrimitives.ReadUInt16BigEndian(packet.AsSpan(20))))
            {
                continue;
            }

            int captured = Math.Min(length, snapLength ?? length);
            writer.Write(1_700_000_000 + (int)time);
            writer.Write((int)((time - Math.Floor(time)) * 1e9));
            writer.Write(captured);
            writer.Write(length);
            writer.Write(packet, 0, captured);
        }

        return bytes.ToArray();
    }

    /// <summary>One end as its kernel sees it.</summary>
    internal sealed class End(string address, int port, long initial, byte ttl)
    {
        private ushort id = (ushort)(port * 7);

        public string Address { get; } = address;

        public int Port { get; } = port;

        public byte Ttl { get; set; } = ttl;

        public ushort Window { get; set; } = 64;

        /// <summary>The next number it will send.</summary>
        public uint Next { get; set; } = (uint)initial;

        /// <summary>What it acknowledged last.</summary>
        public uint Acked { get; set; }

        public ushort NextId() => ++id;

        public byte[] SynOptions(double clock, bool timestamps) => timestamps
            ? [2, 4, 5, 0xb4, 4, 2, 8, 10, .. Stamp(clock), 0, 0, 0, 0, 1, 3, 3, 10]
            : [2, 4, 5, 0xb4, 1, 3, 3, 10, 1, 1, 4, 2];

        public byte[] TimestampOption(double clock) => [1, 1, 8, 10, .. Stamp(clock), 0, 0, 0, 1];

        private byte[] Stamp(double clock)
        {
            byte[] stamp = new byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(stamp, (uint)(Port * 1000) + (uint)(clock * 1000));
            return stamp;
        }
    }
}
