using RstKb.Calibration.Conditions;
using RstKb.Calibration.Labels;
using RstKb.Capture;
using RstKb.Capture.Files;
using RstKb.Capture.Headers;
using RstKb.Tests.House;

namespace RstKb.Tests.Calibration;

/// <summary>What is left of a capture under each condition. The sample is a connection with handshake, request and RST of the server.</summary>
public sealed class CaptureCopyTests
{
    private static readonly LabelledCapture Sample = LabelReader.Read(Samples.Folder).Single(c => Path.GetFileName(c.Path) == "close-with-unread-data.pcapng");

    private readonly CaptureCopy copy = new(File.ReadAllBytes(Sample.Path));

    [Fact]
    public void Whole_IsTheCaptureItself() => Assert.Equal(File.ReadAllBytes(Sample.Path), copy.Under(Condition.Whole));

    [Fact]
    public void CutAtABytesCount_EveryPacketIsThereAndShort()
    {
        List<(int Captured, TcpFlags Flags)> whole = Packets(copy.Under(Condition.Whole));
        List<(int Captured, TcpFlags Flags)> cut = Packets(copy.Under(Of("cut at 96 bytes")));

        Assert.Equal(whole.Select(p => (Math.Min(96, p.Captured), p.Flags)), cut);
    }

    [Fact]
    public void BegunAfterTheHandshake_NoSynIsLeftAndTheResetIs()
    {
        List<(int Captured, TcpFlags Flags)> packets = Packets(copy.Under(Of("begun after the handshake")));

        Assert.DoesNotContain(packets, p => (p.Flags & TcpFlags.Syn) != 0);
        Assert.Contains(packets, p => (p.Flags & TcpFlags.Rst) != 0);
        Assert.Equal(Packets(copy.Under(Condition.Whole)).Count - 3, packets.Count);
    }

    [Fact]
    public void OnlyTheDirectionOfTheReset_HasOneSender()
    {
        byte[] capture = copy.Under(Of("only the direction of the reset"));

        Assert.Single(Senders(capture, _ => true).Distinct());
    }

    [Fact]
    public void OfTheSenderOnlyItsResets_ItsOtherPacketsAreGone()
    {
        byte[] capture = copy.Under(Of("of the sender only its resets"));

        string resetting = Senders(capture, flags => (flags & TcpFlags.Rst) != 0).Distinct().Single();
        Assert.DoesNotContain(resetting, Senders(capture, flags => (flags & TcpFlags.Rst) == 0));
    }

    [Fact]
    public void ResetDuringTheHandshake_IsNotCountedAsBegunAfterIt()
    {
        LabelledCapture refused = LabelReader.Read(Samples.Folder).Single(c => Path.GetFileName(c.Path) == "closed-port.pcapng");
        var other = new CaptureCopy(File.ReadAllBytes(refused.Path));

        Assert.False(other.Applies(Of("begun after the handshake"), refused.Labels[0].Connection));
        Assert.True(copy.Applies(Of("begun after the handshake"), Sample.Labels[0].Connection));
    }

    private static Condition Of(string name) => Condition.All.Single(c => c.Name == name);

    private static List<(int Captured, TcpFlags Flags)> Packets(byte[] capture)
    {
        var packets = new List<(int, TcpFlags)>();
        Each(capture, (in CapturedPacket packet, in DecodedSegment segment) => packets.Add((packet.Bytes.Length, segment.Flags)));
        return packets;
    }

    private static List<string> Senders(byte[] capture, Func<TcpFlags, bool> wanted)
    {
        var senders = new List<string>();
        Each(capture, (in CapturedPacket _, in DecodedSegment segment) =>
        {
            if (wanted(segment.Flags))
            {
                senders.Add($"{segment.Source}:{segment.SourcePort}");
            }
        });
        return senders;
    }

    private delegate void Look(in CapturedPacket packet, in DecodedSegment segment);

    private static void Each(byte[] capture, Look look)
    {
        var limits = new CaptureLimits();
        using CaptureReader reader = CaptureFile.Open(new MemoryStream(capture), limits);
        while (reader.TryRead(out CapturedPacket packet))
        {
            if (SegmentDecoder.TryDecode(packet, limits, out DecodedSegment segment, out _))
            {
                look(packet, segment);
            }
        }
    }
}
