using RstKb.Capture.Files;
using RstKb.Diagnosis.Report;
using RstKb.Tests.Capture;
using RstKb.Tests.Capture.Files;
using static RstKb.Tests.Capture.Headers.WirePacket;

namespace RstKb.Tests.Diagnosis;

/// <summary>A capture of macOS names the process that owned the connection.</summary>
public sealed class LocalProcessTests
{
    private const uint Inward = 1;
    private const uint Outward = 2;

    [Fact]
    public void ProcessOfASentPacket_IsNamedAtItsSender() =>
        Assert.Equal(
            "the capture names the process at the client: curl (PID 4711)",
            Told(Tap(FromClient(100, Syn), Outward, "curl", 4711), Tap(FromServer(0, Rst | Ack, 101), Inward, "", -1)));

    [Fact]
    public void ProcessOfAReceivedPacket_IsNamedAtItsReceiver() =>
        Assert.Equal(
            "the capture names the process at the client: My.App",
            Told(Tap(FromClient(100, Syn), Outward, "", 0), Tap(FromServer(0, Rst | Ack, 101), Inward, "My\nApp", 0)));

    [Fact]
    public void HeaderWithoutNameOrDirection_NamesNothing() =>
        Assert.Null(Told(Tap(FromClient(100, Syn), 0, "curl", 4711), Tap(FromServer(0, Rst | Ack, 101), Inward, "", 4711)));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ProcessThatABlockDescribes_IsNamedByThePacketThatPointsAtIt(bool isBigEndian)
    {
        PcapngBytes capture = Described(isBigEndian).Enhanced(1, FromClient(100, Syn), options: PointedAt(1, Outward)).Enhanced(2, FromServer(0, Rst | Ack, 101), options: PointedAt(1, Inward));

        Assert.Equal("the capture names the process at the client: curl (PID 4711)", ToldBy(capture.ToArray()));
    }

    [Fact]
    public void ReceivedPacketThatPointsAtABlock_NamesTheProcessAtItsReceiver()
    {
        PcapngBytes capture = Described(false).Enhanced(1, FromClient(100, Syn), options: PointedAt(1, Inward)).Enhanced(2, FromServer(0, Rst | Ack, 101));

        Assert.Equal("the capture names the process at the server: curl (PID 4711)", ToldBy(capture.ToArray()));
    }

    [Fact]
    public void PacketThatPointsNowhereOrHasNoDirection_NamesNothing()
    {
        PcapngBytes capture = Described(false).Enhanced(1, FromClient(100, Syn), options: PointedAt(2, Outward)).Enhanced(2, FromServer(0, Rst | Ack, 101), options: PointedAt(1, 0));

        Assert.Null(ToldBy(capture.ToArray()));
    }

    // Two processes, of which the second has a name.
    private static PcapngBytes Described(bool isBigEndian) => new PcapngBytes().Section(isBigEndian).Interface((int)LinkType.Raw)
        .Block(0x80000001, block => block.U32(1).U32(0))
        .Block(0x80000001, block => block.U32(4711).U16(2).U16(4).Raw("curl"u8).U32(0));

    private static Action<ByteList> PointedAt(uint process, uint direction) => options => options.U16(2).U16(4).U32(direction).U16(0x8001).U16(4).U32(process).U32(0);

    private static string? Told(params byte[][] packets)
    {
        var capture = new PcapBytes(network: (int)LinkType.Pktap);
        for (int i = 0; i < packets.Length; i++)
        {
            capture.Packet(1_700_000_000, (uint)(i * 1000), packets[i]);
        }

        return ToldBy(capture.ToArray());
    }

    private static string? ToldBy(byte[] capture)
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, capture);
            ResetReport report = Assert.Single(Reports.Analyse(file, null).Resets);
            return report.Evidence.SingleOrDefault(e => e.Code == "local-process")?.Text;
        }
        finally
        {
            File.Delete(file);
        }
    }

    // A raw IP packet behind a header of the second version's size, as macOS writes them.
    private static byte[] Tap(byte[] packet, uint flags, string name, int id)
    {
        byte[] named = new byte[20];
        System.Text.Encoding.ASCII.GetBytes(name, named);
        return new ByteList(false)
            .U32(108).U32(1).U32((uint)LinkType.Raw).Raw(new byte[24])
            .U32(flags).U32(2).U32(0).U32(0).U32((uint)id).Raw(named)
            .Raw(new byte[108 - 76]).Raw(packet).ToArray();
    }
}
