using System.Buffers.Binary;

namespace RstKb.Web.Tests.Browser;

/// <summary>A pcap file of connections that are refused: a SYN and its RST each, ten milliseconds apart, from ten clients to two servers.</summary>
internal static class ManyResets
{
    private const int FrameBytes = 54;
    private const int RecordBytes = 16;
    private const long Start = 1_763_387_400_000_000;

    /// <summary>Writes it to a folder of its own. Another name gives other bytes: the program tells a capture that it has already.</summary>
    public static async Task<string> FileAsync(int connections, string name = "many-resets.pcap")
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("rstkb-many-").FullName, name);
        await File.WriteAllBytesAsync(path, Bytes(connections, (uint)name.Sum(letter => letter) % 250));
        return path;
    }

    private static byte[] Bytes(int connections, uint network)
    {
        byte[] file = new byte[24 + (connections * 2 * (RecordBytes + FrameBytes))];
        BinaryPrimitives.WriteUInt32LittleEndian(file, 0xa1b2c3d4);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(4), 2);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(6), 4);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(16), 65_535);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(20), 1);
        Span<byte> rest = file.AsSpan(24);
        for (int connection = 0; connection < connections; connection++)
        {
            Record(rest, connection, network, answer: false);
            Record(rest[(RecordBytes + FrameBytes)..], connection, network, answer: true);
            rest = rest[(2 * (RecordBytes + FrameBytes))..];
        }

        return file;
    }

    private static void Record(Span<byte> record, int connection, uint network, bool answer)
    {
        long at = Start + (connection * 10_000L) + (answer ? 500 : 0);
        BinaryPrimitives.WriteUInt32LittleEndian(record, (uint)(at / 1_000_000));
        BinaryPrimitives.WriteUInt32LittleEndian(record[4..], (uint)(at % 1_000_000));
        BinaryPrimitives.WriteUInt32LittleEndian(record[8..], FrameBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(record[12..], FrameBytes);
        Span<byte> ip = record[(RecordBytes + 14)..];
        BinaryPrimitives.WriteUInt16BigEndian(record[(RecordBytes + 12)..], 0x0800);
        ip[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(ip[2..], 40);
        ip[6] = 0x40;
        ip[8] = 64;
        ip[9] = 6;
        uint client = 0x0a00_0c00u + (network << 16) + (uint)(connection % 10) + 1;
        uint server = 0x0a00_5000u + (uint)(connection % 2) + 1;
        BinaryPrimitives.WriteUInt32BigEndian(ip[12..], answer ? server : client);
        BinaryPrimitives.WriteUInt32BigEndian(ip[16..], answer ? client : server);
        Span<byte> tcp = ip[20..];
        ushort port = (ushort)(20_000 + (connection / 10 % 40_000));
        BinaryPrimitives.WriteUInt16BigEndian(tcp, answer ? (ushort)9092 : port);
        BinaryPrimitives.WriteUInt16BigEndian(tcp[2..], answer ? port : (ushort)9092);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[4..], answer ? 0 : (uint)connection);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[8..], answer ? (uint)connection + 1 : 0);
        tcp[12] = 0x50;
        tcp[13] = answer ? (byte)0x14 : (byte)0x02;
        BinaryPrimitives.WriteUInt16BigEndian(tcp[14..], answer ? (ushort)0 : (ushort)64_240);
    }
}
