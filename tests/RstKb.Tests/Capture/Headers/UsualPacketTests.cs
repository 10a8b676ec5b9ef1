using RstKb.Capture.Headers;
using static RstKb.Tests.Capture.Headers.PacketBytes;

namespace RstKb.Tests.Capture.Headers;

/// <summary>The usual packets take a short way through the decoder; a VLAN tag sends the same packet the long way.</summary>
public sealed class UsualPacketTests
{
    private const int Tries = 20_000;
    private const int EthernetBytes = 14;
    private const int TagBytes = 4;

    [Theory]
    [InlineData(0x0800)]
    [InlineData(0x86dd)]
    public void AnyPacketWithAndWithoutATag_IsDecodedAlike(int type)
    {
        var random = new Random(type);
        byte[] segment = Tcp(payload: [1, 2, 3, 4, 5]);
        byte[] usual = type == 0x0800 ? IPv4(segment) : IPv6(segment);
        int decoded = 0;
        for (int i = 0; i < Tries; i++)
        {
            byte[] inner = [.. usual, .. new byte[random.Next(3)]];
            for (int flaws = random.Next(3); flaws > 0; flaws--)
            {
                inner[random.Next(inner.Length)] = (byte)random.Next(256);
            }

            int captured = EthernetBytes + (random.Next(2) == 0 ? inner.Length : random.Next(inner.Length));
            DecodedPacket? plain = DecodedPacket.From(Ethernet(inner, type), captured: captured).Segment;
            DecodedPacket? tagged = DecodedPacket.From(Ethernet(Vlan(inner, type), 0x8100), captured: captured + TagBytes).Segment;

            Assert.Equal(tagged, plain);
            decoded += plain is null ? 0 : 1;
        }

        Assert.InRange(decoded, Tries / 10, Tries);
    }
}
