using RstKb.Calibration.Labels;
using RstKb.Capture;
using RstKb.Capture.Files;
using RstKb.Capture.Headers;

namespace RstKb.Calibration.Conditions;

/// <summary>Makes the capture that would have been taken under a condition.</summary>
public sealed class CaptureCopy
{
    private static readonly CaptureLimits Limits = new();

    private readonly byte[] capture;
    private readonly Dictionary<Connection, ConnectionPackets> connections = [];
    private readonly HashSet<NetworkAddress> resettingHosts = [];

    /// <param name="capture">The whole file.</param>
    /// <exception cref="CaptureFormatException">It is no capture.</exception>
    public CaptureCopy(byte[] capture)
    {
        this.capture = capture;
        using CaptureReader reader = CaptureFile.Open(new MemoryStream(capture), Limits);
        while (reader.TryRead(out CapturedPacket packet))
        {
            if (SegmentDecoder.TryDecode(packet, Limits, out DecodedSegment segment, out _))
            {
                Connection connection = ConnectionOf(segment, out bool fromLow);
                if (!connections.TryGetValue(connection, out ConnectionPackets? packets))
                {
                    connections.Add(connection, packets = new ConnectionPackets());
                }

                bool isReset = (segment.Flags & TcpFlags.Rst) != 0;
                packets.Note(packet.Number, fromLow, (segment.Flags & TcpFlags.Syn) != 0, isReset, (segment.Flags & TcpFlags.Ack) != 0);
                if (isReset)
                {
                    resettingHosts.Add(segment.Source);
                }
            }
        }
    }

    /// <summary>Whether the condition takes anything away from this connection.</summary>
    public bool Applies(Condition condition, Connection connection) =>
        connections.TryGetValue(connection, out ConnectionPackets? packets) && packets.Reset is not null && condition.Applies(packets);

    /// <summary>The capture under the condition, as pcapng; the bytes themselves for <see cref="Condition.Whole"/>.</summary>
    public byte[] Under(Condition condition)
    {
        if (condition == Condition.Whole)
        {
            return capture;
        }

        var output = new MemoryStream();
        var writer = new PcapngWriter(output);
        using CaptureReader reader = CaptureFile.Open(new MemoryStream(capture), Limits);
        while (reader.TryRead(out CapturedPacket packet))
        {
            if (!SegmentDecoder.TryDecode(packet, Limits, out DecodedSegment segment, out _) || condition.Keeps(PlaceOf(packet.Number, segment)))
            {
                writer.Write(Cut(packet, condition.SnapLength), "");
            }
        }

        return output.ToArray();
    }

    private PacketPlace PlaceOf(long number, in DecodedSegment segment)
    {
        ConnectionPackets packets = connections[ConnectionOf(segment, out bool fromLow)];
        return new PacketPlace(number, packets, fromLow, (segment.Flags & TcpFlags.Rst) != 0, resettingHosts.Contains(segment.Source));
    }

    private static CapturedPacket Cut(in CapturedPacket packet, int snapLength) => new()
    {
        Number = packet.Number,
        Time = packet.Time,
        LinkType = packet.LinkType,
        Bytes = packet.Bytes[..Math.Min(packet.Bytes.Length, snapLength)],
        OriginalLength = packet.OriginalLength,
        Interface = packet.Interface,
    };

    private static Connection ConnectionOf(in DecodedSegment segment, out bool fromLow)
    {
        Connection connection = Connection.Of(segment.Source.ToString(), segment.SourcePort, segment.Destination.ToString(), segment.DestinationPort);
        fromLow = connection.Low == Connection.End(segment.Source.ToString(), segment.SourcePort);
        return connection;
    }
}
