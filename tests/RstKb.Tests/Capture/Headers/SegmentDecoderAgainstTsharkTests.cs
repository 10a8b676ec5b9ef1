using System.Globalization;
using RstKb.Capture;
using RstKb.Capture.Files;
using RstKb.Capture.Headers;
using RstKb.Tests.Capture.Files;
using RstKb.Tests.House;

namespace RstKb.Tests.Capture.Headers;

public sealed class SegmentDecoderAgainstTsharkTests
{
    private static readonly string[] Asked =
    [
        "frame.number", "frame.time_epoch", "ip.src", "ipv6.src", "ip.dst", "ipv6.dst", "tcp.srcport", "tcp.dstport", "tcp.seq_raw", "tcp.ack_raw", "tcp.flags",
        "tcp.window_size_value", "tcp.hdr_len", "tcp.len", "ip.ttl", "ipv6.hlim", "ip.id", "ip.flags.df", "ipv6.flow", "eth.src", "sll.src.eth", "wlan.sa", "frame.protocols",
    ];

    // Version 4.0 has no dissector for the first two and wants another header of the third than its maker describes.
    private static readonly LinkType[] UnknownToTshark = [LinkType.CiscoHdlcWithDirection, LinkType.FrameRelayWithDirection, LinkType.NetAnalyzer];

    public static TheoryData<string> Captures => [.. Corpus.Files.Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Captures))]
    public void EveryCaptureOfTheCorpus_GivesTheSegmentsThatTsharkSees(string name)
    {
        string file = Corpus.File(name);
        List<string> expected = [.. Tshark.Fields(file, "tcp && !icmp && !icmpv6", Asked).Select(Line)];

        Assert.NotEmpty(expected);
        AssertSame(expected, Decoded(file));
    }

    [Fact]
    public void PacketsThatNoCaptureOfTheCorpusHas_GiveTheSegmentsThatTsharkSees()
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, BuiltPackets());
            List<string> expected = [.. Tshark.Fields(file, "tcp.flags && tcp.stream && !icmp && !icmpv6", Asked).Select(Line)];

            Assert.NotEmpty(expected);
            AssertSame(expected, Decoded(file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void AssertSame(List<string> expected, List<string> decoded)
    {
        // First the lines that differ alone, since the whole lists are too long to read.
        Assert.Equal(string.Join('\n', expected.Except(decoded)), string.Join('\n', decoded.Except(expected)));
        Assert.Equal(expected, decoded);
    }

    private static byte[] BuiltPackets()
    {
        var packets = new List<(LinkType LinkType, byte[] Bytes, int Captured)>();
        packets.AddRange(SegmentDecoderTests.Links.Where(row => !UnknownToTshark.Contains((LinkType)row[1])).Select(row => ((LinkType)row[1], (byte[])row[2], ((byte[])row[2]).Length)));
        packets.AddRange(SegmentDecoderTests.Tunnels.Select(row => (LinkType.Raw, (byte[])row[1], ((byte[])row[1]).Length)));
        packets.AddRange(SegmentDecoderTests.Stops.Select(row => (LinkType.Raw, (byte[])row[0], (int?)row[1] ?? ((byte[])row[0]).Length)));
        List<LinkType> interfaces = [.. packets.Select(packet => packet.LinkType).Distinct()];
        PcapngBytes file = new PcapngBytes().Section();
        interfaces.ForEach(type => file.Interface((int)type, resolution: 9));
        for (int i = 0; i < packets.Count; i++)
        {
            (LinkType type, byte[] bytes, int captured) = packets[i];
            file.Enhanced((ulong)i * 1_000_000_007, bytes[..captured], (uint)interfaces.IndexOf(type), original: (uint)bytes.Length);
        }

        return file.ToArray();
    }

    private static List<string> Decoded(string file)
    {
        var limits = new CaptureLimits();
        using FileStream stream = File.OpenRead(file);
        using CaptureReader reader = CaptureFile.Open(stream, limits);
        List<string> lines = [];
        while (reader.TryRead(out CapturedPacket packet))
        {
            if (SegmentDecoder.TryDecode(packet, limits, out DecodedSegment segment, out _))
            {
                lines.Add(Line(packet, segment));
            }
        }

        Assert.Null(reader.CutShort);
        return lines;
    }

    private static string Line(in CapturedPacket packet, in DecodedSegment segment) =>
        $"{packet.Number} {packet.Time.Nanoseconds} {segment.Source} > {segment.Destination} {segment.SourcePort} > {segment.DestinationPort} seq {segment.SequenceNumber} ack {segment.AcknowledgmentNumber} "
        + $"flags {(int)segment.Flags:x2} window {segment.Window} header {segment.HeaderBytes} payload {segment.PayloadLength} ttl {segment.Ttl} "
        + $"id {segment.IpId} df {segment.DontFragment} label {segment.FlowLabel} mac {segment.SourceMac:x12}";

    private static string Line(string[] field)
    {
        decimal seconds = decimal.Parse(field[1], CultureInfo.InvariantCulture);
        bool isIPv6 = field[22].Split(':').Last(protocol => protocol is "ip" or "ipv6") == "ipv6";
        return $"{field[0]} {(long)(seconds * 1_000_000_000)} {field[isIPv6 ? 3 : 2]} > {field[isIPv6 ? 5 : 4]} {field[6]} > {field[7]} seq {field[8]} ack {field[9]} "
            + $"flags {Number(field[10]) & 0xff:x2} window {field[11]} header {field[12]} payload {field[13]} ttl {field[isIPv6 ? 15 : 14]} "
            + $"id {(isIPv6 ? 0 : Number(field[16]))} df {!isIPv6 && field[17] is "1" or "True"} label {(isIPv6 ? Number(field[18]) : 0)} mac {(field[19] + field[20] + field[21]).Replace(":", "").PadLeft(12, '0')}";
    }

    private static long Number(string hex) => hex.Length == 0 ? 0 : Convert.ToInt64(hex, 16);
}
