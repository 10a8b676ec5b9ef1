using RstKb.Capture.Files;
using RstKb.Capture.Headers;
using static RstKb.Tests.Capture.Headers.PacketBytes;

namespace RstKb.Tests.Capture.Headers;

public sealed class SegmentDecoderTests
{
    private const ulong Mac = 0x0200_0000_0005;

    private static readonly byte[] Payload = [1, 2, 3];
    private static readonly byte[] Segment = Tcp(payload: Payload);
    private static readonly byte[] V4 = IPv4(Segment);
    private static readonly byte[] V6 = IPv6(Segment);

    private static readonly byte[] Station = [0x08, 1, 0, 0, 2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 5, 2, 0, 0, 0, 0, 9, 0x10, 0];

    private static readonly DecodedPacket Expected4 = new(
        "10.0.0.5 > 10.0.0.9", "40000 > 443", "1020304 5060708 512 1234 True 0 b8", TcpFlags.Psh | TcpFlags.Ack, 20, 3, "010203", 61, 0);

    private static readonly DecodedPacket Expected6 = new(
        "2001:db8::5 > 2001:db8::9", "40000 > 443", "1020304 5060708 512 0 False abcde b8", TcpFlags.Psh | TcpFlags.Ack, 20, 3, "010203", 62, 0);

    public static TheoryData<string, LinkType, byte[], bool, ulong> Links => new()
    {
        { "Ethernet", LinkType.Ethernet, Ethernet(V4), false, Mac },
        { "Ethernet and IPv6", LinkType.Ethernet, Ethernet(V6, 0x86dd), true, Mac },
        { "Ethernet's padding", LinkType.Ethernet, Ethernet([.. V4, 0, 0, 0]), false, Mac },
        { "802.1Q", LinkType.Ethernet, Ethernet(Vlan(V4), 0x8100), false, Mac },
        { "802.1ad", LinkType.Ethernet, Ethernet(Vlan(Vlan(V6, 0x86dd), 0x8100), 0x88a8), true, Mac },
        { "QinQ", LinkType.Ethernet, Ethernet(Vlan(Vlan(V4), 0x8100), 0x9100), false, Mac },
        { "SNAP", LinkType.Ethernet, Ethernet(Snap(V4), 8 + V4.Length), false, Mac },
        { "PPPoE", LinkType.Ethernet, Ethernet([0x11, 0, 0, 1, 0, (byte)(V4.Length + 2), 0, 0x21, .. V4], 0x8864), false, Mac },
        { "MPLS", LinkType.Ethernet, Ethernet([0, 1, 0, 64, 0, 2, 1, 64, .. V6], 0x8847), true, Mac },
        { "cooked", LinkType.LinuxSll, [0, 0, 0, 1, 0, 6, 2, 0, 0, 0, 0, 5, 0, 0, 8, 0, .. V4], false, Mac },
        { "cooked without an address", LinkType.LinuxSll, [0, 0, 2, 4, 0, 0, 2, 0, 0, 0, 0, 5, 0, 0, 0x86, 0xdd, .. V6], true, 0 },
        { "cooked 2", LinkType.LinuxSll2, [8, 0, 0, 0, 0, 0, 0, 3, 0, 1, 0, 6, 2, 0, 0, 0, 0, 5, 0, 0, .. V4], false, Mac },
        { "cooked, of a monitor", LinkType.LinuxSll, [0, 0, 3, 0x23, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 8, 0, 0, 0, 0, 0, .. Station, .. Snap(V4)], false, Mac },
        { "cooked, of GRE with Ethernet", LinkType.LinuxSll, [0, 0, 3, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x65, 0x58, .. Ethernet(V4)], false, Mac },
        { "PPP with another control byte", LinkType.Ppp, [0xff, 0xff, 0, 0x21, .. V4], false, 0 },
        { "loopback of a small host", LinkType.Null, [2, 0, 0, 0, .. V4], false, 0 },
        { "loopback of a big host", LinkType.Null, [0, 0, 0, 30, .. V6], true, 0 },
        { "loopback of OpenBSD", LinkType.Loop, [0, 0, 0, 24, .. V6], true, 0 },
        { "raw", LinkType.Raw, V4, false, 0 },
        { "raw of BSD", LinkType.RawBsd, V6, true, 0 },
        { "raw of OpenBSD", LinkType.RawOpenBsd, V6, true, 0 },
        { "IPv4", LinkType.IPv4, V4, false, 0 },
        { "IPv6", LinkType.IPv6, V6, true, 0 },
        { "PPP", LinkType.Ppp, [0xff, 3, 0, 0x57, .. V6], true, 0 },
        { "PPP in Cisco's HDLC", LinkType.PppHdlc, [0x0f, 0, 8, 0, .. V4], false, 0 },
        { "PPPoE alone", LinkType.PppEther, [0x11, 0, 0, 1, 0, (byte)(V4.Length + 2), 0, 0x21, .. V4, 0, 0], false, 0 },
        { "Cisco's HDLC", LinkType.CiscoHdlc, [0x0f, 0, 0x86, 0xdd, .. V6], true, 0 },
        { "802.11 from a station", LinkType.Wireless, [0x88, 1, 0, 0, 2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 5, 2, 0, 0, 0, 0, 9, 0x10, 0, 0, 0, .. Snap(V4)], false, Mac },
        { "802.11 from an access point", LinkType.WirelessRadiotap, [0, 0, 8, 0, 0, 0, 0, 0, 8, 2, 0, 0, 2, 0, 0, 0, 0, 9, 2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 5, 0x10, 0, .. Snap(V6, 0x86dd)], true, Mac },
        { "ENC", LinkType.Enc, [2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. V4], false, 0 },
        { "pflog", LinkType.Pflog, [61, 2, .. new byte[62], .. V4], false, 0 },
        { "NFLOG", LinkType.Nflog, [2, 0, 0, 0, 5, 0, 10, 0, 0x61, 0, 0, 0, (byte)(V4.Length + 4), 0, 9, 0, .. V4, 0], false, 0 },
        { "InfiniBand", LinkType.IPOverInfiniband, [.. new byte[40], 8, 0, 0, 0, .. V4], false, 0 },
        { "PKTAP", LinkType.Pktap, [108, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, .. new byte[96], .. Ethernet(V4)], false, Mac },
        { "PPP, compressed", LinkType.Ppp, [0x21, .. V4], false, 0 },
        { "LLC's own number of IPv4", LinkType.Ethernet, Ethernet([6, 6, 3, .. V4], 3 + V4.Length), false, Mac },
        { "bridge tunnel", LinkType.Ethernet, Ethernet([0xaa, 0xaa, 3, 0, 0, 0xf8, 0x86, 0xdd, .. V6], 8 + V6.Length), true, Mac },
        { "Token Ring", LinkType.TokenRing, [0x10, 0x40, 2, 0, 0, 0, 0, 9, 2, 0, 0, 0, 0, 5, .. Snap(V4)], false, 0 },
        { "Token Ring with a route", LinkType.TokenRing, [0x10, 0x40, 2, 0, 0, 0, 0, 9, 0x82, 0, 0, 0, 0, 5, 6, 0x30, 0, 0x11, 0, 0x20, .. Snap(V4)], false, 0 },
        { "FDDI", LinkType.Fddi, [0x50, 2, 0, 0, 0, 0, 9, 2, 0, 0, 0, 0, 5, .. Snap(V6, 0x86dd)], true, 0 },
        { "ATM", LinkType.AtmRfc1483, Snap(V4), false, 0 },
        { "SunATM", LinkType.SunAtm, [2, 0, 0, 1, .. Snap(V4)], false, 0 },
        { "Frame Relay", LinkType.FrameRelay, [0x18, 0x41, 3, 0xcc, .. V4], false, 0 },
        { "Frame Relay with a long address", LinkType.FrameRelay, [0x18, 0x40, 0x40, 0x41, 3, 0x8e, .. V6], true, 0 },
        { "Frame Relay of Cisco", LinkType.FrameRelay, [0x18, 0x41, 8, 0, .. V4], false, 0 },
        { "Frame Relay with SNAP", LinkType.FrameRelay, [0x18, 0x41, 3, 0, 0x80, 0, 0, 0, 8, 0, .. V4], false, 0 },
        { "Frame Relay with Ethernet", LinkType.FrameRelay, [0x18, 0x41, 3, 0, 0x80, 0, 0x80, 0xc2, 0, 7, .. Ethernet(V4)], false, Mac },
        { "Frame Relay and its direction", LinkType.FrameRelayWithDirection, [1, 0x18, 0x41, 3, 0xcc, .. V4], false, 0 },
        { "PPP and its direction", LinkType.PppWithDirection, [0, 0xff, 3, 0, 0x21, .. V4], false, 0 },
        { "Cisco's HDLC and its direction", LinkType.CiscoHdlcWithDirection, [1, 0x0f, 0, 8, 0, .. V4], false, 0 },
        { "ARCNET", LinkType.ArcnetLinux, [1, 2, 0, 0, 240, .. V4], false, 0 },
        { "ARCNET of RFC 1201", LinkType.ArcnetLinux, [1, 2, 0, 0, 212, 0, 0, 7, .. V4], false, 0 },
        { "802.11 with an A-MSDU", LinkType.Wireless, [0x88, 1, 0, 0, 2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 7, 2, 0, 0, 0, 0, 9, 0x10, 0, 0x80, 0, 2, 0, 0, 0, 0, 9, 2, 0, 0, 0, 0, 5, 0, (byte)(8 + V4.Length), .. Snap(V4)], false, Mac },
        { "802.11 padded to four bytes", LinkType.WirelessRadiotap, [0, 0, 9, 0, 2, 0, 0, 0, 0x20, 0x88, 1, 0, 0, 2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 5, 2, 0, 0, 0, 0, 9, 0x10, 0, 0, 0, 0, 0, .. Snap(V4)], false, Mac },
        { "Prism", LinkType.WirelessPrism, [0x44, 0, 0, 0, 144, 0, 0, 0, .. new byte[136], .. Station, .. Snap(V4)], false, Mac },
        { "AVS", LinkType.WirelessAvs, [0x80, 0x21, 0x10, 1, 0, 0, 0, 64, .. new byte[56], .. Station, .. Snap(V4)], false, Mac },
        { "AVS under Prism's number", LinkType.WirelessPrism, [0x80, 0x21, 0x10, 1, 0, 0, 0, 64, .. new byte[56], .. Station, .. Snap(V4)], false, Mac },
        { "PPI", LinkType.PerPacketInformation, [0, 0, 8, 0, 105, 0, 0, 0, .. Station, .. Snap(V4)], false, Mac },
        { "Juniper's Ethernet", LinkType.JuniperEthernet, [0x4d, 0x47, 0x43, 0x80, 0, 6, 3, 1, 1, 6, 1, 14, .. Ethernet(V4)], false, Mac },
        { "IP over FireWire", LinkType.IPOverFireWire, [.. new byte[16], 8, 0, .. V4], false, 0 },
        { "Solaris' IPNET", LinkType.SolarisIpNet, [1, 2, 0, 0, 0, 0, 0, (byte)V4.Length, .. new byte[16], .. V4], false, 0 },
        { "netANALYZER", LinkType.NetAnalyzer, [0x02, 0x40, 58, 0, .. Ethernet(V4)], false, Mac },
        { "ERF", LinkType.Erf, [.. new byte[8], 2, 4, 0, 75, 0, 0, 0, 57, 0, 0, .. Ethernet(V4)], false, Mac },
        { "ERF with an extension", LinkType.Erf, [.. new byte[8], 0x82, 4, 0, 83, 0, 0, 0, 57, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. Ethernet(V4)], false, Mac },
        { "802.1BR", LinkType.Ethernet, Ethernet([0x10, 0, 0, 0xd3, 0, 0, 8, 0, .. V4], 0x893f), false, Mac },
        { "VN-Tag", LinkType.Ethernet, Ethernet([0, 1, 0, 2, 8, 0, .. V4], 0x8926), false, Mac },
        { "802.1ah", LinkType.Ethernet, Ethernet([0, 0x1e, 0xbb, 0x44, .. Ethernet(V4)], 0x88e7), false, Mac },
        { "FabricPath", LinkType.Ethernet, Ethernet([0x40, 0x20, .. Ethernet(V4), 1, 2, 3, 4], 0x8903), false, Mac },
        { "802.1AE without encryption", LinkType.Ethernet, Ethernet([0x20, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 5, 0, 1, 8, 0, .. V4, .. new byte[16]], 0x88e5), false, Mac },
        { "TRILL", LinkType.Ethernet, Ethernet([0, 1, 0, 2, 0, 3, .. Ethernet(V4)], 0x22f3), false, Mac },
        { "loopback of IRIX", LinkType.Null, [0, 2, 0, 0, .. V4], false, 0 },
        { "loopback of old Linux", LinkType.Null, [0, 0, 0x86, 0xdd, .. V6], true, 0 },
        { "PPP under the number of loopback", LinkType.Null, [0xff, 3, 0, 0x21, .. V4], false, 0 },
        { "cooked around Ethernet", LinkType.LinuxSll, [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, .. Ethernet(V4)], false, Mac },
        { "cooked 2 around PPP", LinkType.LinuxSll2, [0, 7, 0, 0, 0, 0, 0, 3, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 3, 0, 0x21, .. V4], false, 0 },
        { "PPP of several links", LinkType.Ppp, [0xff, 3, 0, 0x3d, 0xc0, 0, 0, 1, 0, 0x57, .. V6], true, 0 },
        { "PPP with a bridged frame", LinkType.Ppp, [0xff, 3, 0, 0x31, 0x80, 1, .. Ethernet(V4), 1, 2, 3, 4], false, Mac },
        { "PPP before header compression", LinkType.Ppp, [0xff, 3, 0, 0x2f, .. V4[..9], 200, .. V4[10..]], false, 0 },
        { "a channel beside MPLS", LinkType.Ethernet, Ethernet([0, 1, 0, 64, 0, 0, 0xd1, 1, 0x10, 0, 0, 0x57, .. V6], 0x8847), true, Mac },
        { "ATM with a network layer's number", LinkType.AtmRfc1483, [0xfe, 0xfe, 3, 0xcc, .. V4], false, 0 },
        { "ATM's classical IP", LinkType.LinuxAtmClip, V4, false, 0 },
        { "SunATM's emulated Ethernet", LinkType.SunAtm, [1, 0, 0, 1, 0, 1, .. Ethernet(V4)], false, Mac },
        { "NFLOG and IPv6", LinkType.Nflog, [10, 0, 0, 0, (byte)(V6.Length + 4), 0, 9, 0, .. V6, 0], true, 0 },
        { "802.11 with its check sequence and no length in IP", LinkType.WirelessRadiotap, [0, 0, 9, 0, 2, 0, 0, 0, 0x10, .. Station, .. Snap(IPv4(Segment, totalLength: 0)), 1, 2, 3, 4], false, Mac },
        { "service chaining", LinkType.Ethernet, Ethernet([0, 6, 1, 1, 0, 0, 1, 255, .. new byte[16], .. V4], 0x894f), false, Mac },
    };

    [Theory]
    [MemberData(nameof(Links))]
    public void EachLink_LeadsToTheSegment(string link, LinkType type, byte[] packet, bool isIPv6, ulong mac)
    {
        (DecodedPacket? segment, DecodeStop stop) = DecodedPacket.From(packet, type);

        Assert.True(segment is not null, $"{link}: {stop}");
        Assert.Equal((isIPv6 ? Expected6 : Expected4) with { SourceMac = mac }, segment);
    }

    public static TheoryData<string, byte[], bool> Tunnels => new()
    {
        { "IP in IP", IPv4(V4, protocol: 4, ttl: 9), false },
        { "6in4", IPv4(V6, protocol: 41), true },
        { "4in6", IPv6(V4, next: 4), false },
        { "GRE", IPv4([0, 0, 8, 0, .. V4], protocol: 47), false },
        { "GRE with key and sequence", IPv4([0xb0, 0, 0x86, 0xdd, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, .. V6], protocol: 47), true },
        { "GRE with Ethernet", IPv4([0, 0, 0x65, 0x58, .. Ethernet(V4)], protocol: 47), false },
        { "ERSPAN II", IPv4([0x10, 0, 0x88, 0xbe, 0, 0, 0, 1, 0x10, 0, 0, 0, 0, 0, 0, 0, .. Ethernet(V4)], protocol: 47), false },
        { "ERSPAN II under the number of III", IPv4([0, 0, 0x22, 0xeb, 0x10, 0, 0, 0, 0, 0, 0, 0, .. Ethernet(V4)], protocol: 47), false },
        { "ERSPAN III with a platform's part", IPv4([0x10, 0, 0x88, 0xbe, 0, 0, 0, 1, 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, .. new byte[8], .. Ethernet(V4)], protocol: 47), false },
        { "GRE with routes", IPv4([0x40, 0, 8, 0, 0, 0, 0, 0, 8, 0, 0, 4, 10, 0, 0, 1, 0, 0, 0, 0, .. V4], protocol: 47), false },
        { "GRE of an unknown version", IPv4([0, 5, 8, 0, .. V4], protocol: 47), false },
        { "GRE with Frame Relay", IPv4([0, 0, 0x65, 0x59, 0x18, 0x41, 3, 0xcc, .. V4], protocol: 47), false },
        { "Ethernet in IPv6", IPv6(Ethernet(V6, 0x86dd), next: 143), true },
        { "GTP with Ethernet", IPv4(Udp([0x30, 0xff, 0, (byte)(V4.Length + 14), 0, 0, 0, 1, .. Ethernet(V4)], 2152), protocol: 17), false },
        { "WCCP", IPv4([0, 0, 0x88, 0x3e, 0, 0, 0, 0, .. V4], protocol: 47), false },
        { "VXLAN", IPv4(Udp([8, 0, 0, 0, 0, 0, 42, 0, .. Ethernet(V4)], 4789), protocol: 17), false },
        { "Geneve", IPv6(Udp([1, 0, 0x65, 0x58, 0, 0, 42, 0, 9, 9, 9, 9, .. Ethernet(V6, 0x86dd)], 6081), next: 17), true },
        { "ERSPAN III", IPv4([0x10, 0, 0x22, 0xeb, 0, 0, 0, 1, 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. Ethernet(V4)], protocol: 47), false },
        { "Aruba's access point", IPv4([0, 0, 0x82, 0, .. Station, .. Snap(V4)], protocol: 47), false },
        { "GRE in UDP", IPv4(Udp([0, 0, 8, 0, .. V4], 4754), protocol: 17), false },
        { "VXLAN-GPE", IPv4(Udp([0x0c, 0, 0, 2, 0, 0, 42, 0, .. V6], 4790), protocol: 17), true },
        { "GTP", IPv4(Udp([0x30, 0xff, 0, (byte)V4.Length, 0, 0, 0, 1, .. V4], 2152), protocol: 17), false },
        { "GTP with an extension", IPv4(Udp([0x34, 0xff, 0, (byte)(V6.Length + 8), 0, 0, 0, 1, 0, 0, 0, 0x85, 1, 0, 9, 0, .. V6], 2152), protocol: 17), true },
        { "L2TP", IPv4(Udp([0x40, 2, 0, (byte)(12 + V4.Length), 0, 1, 0, 2, 0xff, 3, 0, 0x21, .. V4], 1701), protocol: 17), false },
        { "L2TP with sequence and offset", IPv4(Udp([0x0a, 2, 0, 1, 0, 2, 0, 1, 0, 1, 0, 2, 9, 9, 0, 0x57, .. V6], 1701), protocol: 17), true },
        { "Teredo", IPv4(Udp(V6, 3544), protocol: 17), true },
        { "Teredo with authentication and origin", IPv4(Udp([0, 1, 0, 0, .. new byte[9], 0, 0, 1, 2, 3, 4, 5, 6, .. V6], 3544), protocol: 17), true },
        { "TZSP", IPv4(Udp([1, 0, 0, 1, 10, 1, 7, 1, .. Ethernet(V4)], 37008), protocol: 17), false },
        { "CAPWAP", IPv4(Udp([0, 0x10, 2, 0, 0, 0, 0, 0, .. Ethernet(V4)], 5247), protocol: 17), false },
        { "LISP", IPv4(Udp([0x80, 0, 0, 1, 0, 0, 0, 1, .. V6], 4341), protocol: 17), true },
        { "MPLS in UDP", IPv4(Udp([0, 2, 1, 64, .. V4], 6635), protocol: 17), false },
        { "AYIYA", IPv4(Udp([0x41, 0x52, 0x11, 41, 0, 0, 0, 1, .. new byte[16], .. new byte[20], .. V6], 5072), protocol: 17), true },
        { "EtherIP", IPv4([0x30, 0, .. Ethernet(V4)], protocol: 97), false },
        { "Authentication Header", IPv4([6, 4, 0, 0, .. new byte[20], .. Segment], protocol: 51), false },
        { "IPv6 options", IPv6([43, 0, 1, 4, 0, 0, 0, 0, 60, 0, 0, 0, 0, 0, 0, 0, 6, 1, .. new byte[14], .. Segment], next: 0), true },
        { "IP in IP, as deep as Wireshark goes", InsideEachOther(V4, 496, inner => IPv4(inner, protocol: 4)), false },
        { "GRE and IP, as deep as Wireshark goes", InsideEachOther(V4, 248, inner => IPv4([0, 0, 8, 0, .. inner], protocol: 47)), false },
        { "as many VLAN tags as Wireshark goes through", IPv4([0, 0, 0x65, 0x58, .. Ethernet(InsideEachOther(Vlan(V4), 19, inner => Vlan(inner, 0x8100)), 0x8100)], protocol: 47), false },
        { "a thousand MPLS labels", IPv4([0, 0, 0x88, 0x47, .. InsideEachOther([0, 1, 1, 64], 1000, inner => [0, 1, 0, 64, .. inner]), .. V4], protocol: 47), false },
        { "GRE whose bit for an acknowledgment is not PPTP's", IPv4([0x30, 0x81, 8, 0, 1, 1, 1, 1, 2, 2, 2, 2, .. V4], protocol: 47), false },
        { "GRE with PPP and an acknowledgment", IPv4([0x30, 0x81, 0x88, 0x0b, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 0xff, 3, 0, 0x21, .. V4], protocol: 47), false },
        { "WCCP's header behind a key", IPv4([0x20, 0, 0x88, 0x3e, 0, 0, 0, 1, 0, 0, 0, 0, .. V4], protocol: 47), false },
        { "VXLAN-GPE without its flag", IPv4(Udp([8, 0, 0, 1, 0, 0, 42, 0, .. V4], 4790), protocol: 17), false },
        { "UDP's length 0 over IPv6", IPv6([0xc5, 0x3b, 0x12, 0xb5, 0, 0, 0, 0, 8, 0, 0, 0, 0, 0, 42, 0, .. Ethernet(V6, 0x86dd)], next: 17), true },
        { "a jumbogram", IPv6([6, 0, 0xc2, 4, 0, 1, 0, 0, .. Segment], next: 0, payloadLength: 0), true },
        { "a jumbogram's option behind others", IPv6([6, 1, 0, 1, 0, 0xc2, 4, 0, 1, 0, 0, 1, 3, 0, 0, 0, .. Segment], next: 0, payloadLength: 0), true },
        { "IPv6 fragment that is the only one", IPv6([6, 0, 0, 0, 0, 0, 0, 7, .. Segment], next: 44), true },
    };

    [Theory]
    [MemberData(nameof(Tunnels))]
    public void EachWayInside_LeadsToTheInnermostSegment(string way, byte[] packet, bool isIPv6)
    {
        (DecodedPacket? segment, DecodeStop stop) = DecodedPacket.From(packet, LinkType.Raw);

        Assert.True(segment is not null, $"{way}: {stop}");
        Assert.Equal(isIPv6 ? Expected6 : Expected4, segment with { SourceMac = 0 });
    }

    [Fact]
    public void HeadersBeyondTheLimit_AreNotEntered()
    {
        // The frame, the raw link and four IP headers are six.
        byte[] packet = InsideEachOther(V4, 3, inner => IPv4(inner, protocol: 4));

        Assert.NotNull(DecodedPacket.From(packet, LinkType.Raw, maxHeaders: 7).Segment);
        (DecodedPacket? segment, DecodeStop stop) = DecodedPacket.From(packet, LinkType.Raw, maxHeaders: 6);
        Assert.Null(segment);
        Assert.Equal("more headers inside each other than the limit (MaxHeaders), reached at byte 80", stop.ToString());
    }

    [Fact]
    public void TotalLengthZeroOfIPv4_IsTheWholePacket() =>
        Assert.Equal(Expected4, DecodedPacket.From(IPv4(Segment, totalLength: 0), LinkType.Raw).Segment);

    private static byte[] InsideEachOther(byte[] innermost, int times, Func<byte[], byte[]> wrap)
    {
        byte[] packet = innermost;
        for (int i = 0; i < times; i++)
        {
            packet = wrap(packet);
        }

        return packet;
    }

    [Fact]
    public void IPv4Options_AreSteppedOver() =>
        Assert.Equal(Expected4, DecodedPacket.From(IPv4(Segment, options: [1, 1, 1, 1, 7, 4, 0, 0]), LinkType.Raw).Segment);

    [Fact]
    public void ATotalLengthLargerThanThePacket_IsHeldToThePacket() =>
        Assert.Equal(Expected4, DecodedPacket.From(IPv4(Segment, totalLength: 1500), LinkType.Raw).Segment);

    [Fact]
    public void AFirstFragment_CountsWithThePayloadThatItBears()
    {
        Assert.Equal(3, DecodedPacket.From(IPv4(Segment, fragment: 0x2000), LinkType.Raw).Segment?.PayloadLength);
        Assert.Equal(3, DecodedPacket.From(IPv6([6, 0, 0, 1, 0, 0, 0, 7, .. Segment], next: 44), LinkType.Raw).Segment?.PayloadLength);
    }

    [Fact]
    public void APayloadCutByTheSnapLength_KeepsItsLengthOnTheWire()
    {
        byte[] packet = Ethernet(IPv4(Tcp(payload: new byte[1000])));

        DecodedPacket? segment = DecodedPacket.From(packet, captured: 56).Segment;

        Assert.Equal((1000, "0000"), (segment?.PayloadLength, segment?.Payload));
    }

    [Fact]
    public void ADataOffsetBeyondTheSegment_Counts()
    {
        DecodedPacket? segment = DecodedPacket.From(IPv4(Tcp(flags: 4, dataOffset: 15)), LinkType.Raw).Segment;

        Assert.Equal((60, 0, TcpFlags.Rst), (segment?.HeaderBytes, segment?.PayloadLength, segment?.Flags));
    }

    public static TheoryData<byte[], int?, DecodeStopReason, bool, string> Stops => new()
    {
        { IPv4(Udp([], 53), protocol: 17), null, DecodeStopReason.NotTcp, false, "the UDP header at byte 20 carries something else than TCP" },
        { IPv4([3, 3, 0, 0, 0, 0, 0, 0, .. V4], protocol: 1), null, DecodeStopReason.NotTcp, false, "the ICMP header at byte 20 carries something else than TCP" },
        { IPv6([1, 4, 0, 0, 0, 0, 0, 0, .. V6], next: 58), null, DecodeStopReason.NotTcp, false, "the ICMP header at byte 40 carries something else than TCP" },
        { IPv4(Segment, fragment: 1), null, DecodeStopReason.LaterFragment, false, "this is a later fragment: the TCP header is in another packet" },
        { IPv6([6, 0, 0, 8, 0, 0, 0, 7, .. Segment], next: 44), null, DecodeStopReason.LaterFragment, false, "this is a later fragment: the TCP header is in another packet" },
        { V4, 35, DecodeStopReason.CutByCapture, true, "the TCP header at byte 20 needs 16 bytes, 15 were captured" },
        { V4, 19, DecodeStopReason.CutByCapture, false, "the IPv4 header at byte 0 needs 20 bytes, 19 were captured" },
        { IPv4([0, 0, 0x81, 0, .. Vlan(V4)], protocol: 47), null, DecodeStopReason.NotTcp, false, "the GRE header at byte 24 carries something else than TCP" },
        { IPv4(Udp([8, 0, 0, 0, 0, 0, 42, 0, .. Ethernet(V4)], 8472), protocol: 17), null, DecodeStopReason.NotTcp, false, "the UDP header at byte 20 carries something else than TCP" },
        { IPv6([6, 0, 0, 0, 0, 0, 0, 0, .. Segment], next: 135), null, DecodeStopReason.NotTcp, false, "the IPv6 header at byte 40 carries something else than TCP" },
        { IPv4([0x9c, 0x40, 0x12, 0xb5, 0, 0, 0, 0, 8, 0, 0, 0, 0, 0, 42, 0, .. Ethernet(V4)], protocol: 17), null, DecodeStopReason.Malformed, false, "the UDP header at byte 20 claims 0 bytes, fewer than the 8 that it has at least" },
        { InsideEachOther(V4, 497, inner => IPv4(inner, protocol: 4)), null, DecodeStopReason.TooDeep, false, "more headers inside each other than the limit (MaxHeaders), reached at byte 9960" },
        { IPv4([0, 0, 0x65, 0x58, .. Ethernet(InsideEachOther(Vlan(V4), 20, inner => Vlan(inner, 0x8100)), 0x8100)], protocol: 47), null, DecodeStopReason.TooDeep, false, "more headers inside each other than the limit (MaxHeaders), reached at byte 118" },
        { IPv4([0, 0, 0x65, 0x58, .. Ethernet(Vlan(Snap(V4), 8 + V4.Length), 0x88a8)], protocol: 47), null, DecodeStopReason.NotTcp, false, "the 802.1ad header at byte 42 carries something else than TCP" },
        { IPv6([6, 2, 4, 0, 1, 0, 0, 0, .. new byte[16], .. Segment], next: 43), null, DecodeStopReason.Malformed, false, "the extension header at byte 40 claims 24 bytes, fewer than the 40 that it has at least" },
        { IPv6(Segment, payloadLength: 0), null, DecodeStopReason.CutByLength, true, "the TCP header at byte 40 needs 16 bytes, the IPv6 header around it leaves 0" },
        { IPv6([6, 0, 1, 4, 0, 0, 0, 0, .. Segment], next: 0, payloadLength: 0), null, DecodeStopReason.CutByLength, false, "the extension header at byte 40 needs 8 bytes, the IPv6 header around it leaves 0" },
        { IPv6([6, 0, 0xc2, 4, 0, 0, 0, 32, .. Segment], next: 0, payloadLength: 0), null, DecodeStopReason.CutByLength, false, "the extension header at byte 40 needs 8 bytes, the IPv6 header around it leaves 0" },
        { IPv4(Segment, totalLength: 35), null, DecodeStopReason.CutByLength, true, "the TCP header at byte 20 needs 16 bytes, the IPv4 header around it leaves 15" },
        { IPv4(Tcp(dataOffset: 4)), null, DecodeStopReason.Malformed, true, "the TCP header at byte 20 claims 16 bytes, fewer than the 20 that it has at least" },
        { IPv4(Segment, totalLength: 12), null, DecodeStopReason.Malformed, false, "the IPv4 header at byte 0 claims 12 bytes, fewer than the 20 that it has at least" },
        { [0x15, 0], null, DecodeStopReason.NotTcp, false, "the IP header at byte 0 carries something else than TCP" },
        { [], null, DecodeStopReason.CutByCapture, false, "the IP header at byte 0 needs 1 bytes, 0 were captured" },
    };

    [Theory]
    [MemberData(nameof(Stops))]
    public void WhatIsNoUsableSegment_SaysWhy(byte[] packet, int? captured, DecodeStopReason reason, bool isUnusableTcp, string sentence)
    {
        (DecodedPacket? segment, DecodeStop stop) = DecodedPacket.From(packet, LinkType.Raw, captured);

        Assert.Null(segment);
        Assert.Equal((reason, isUnusableTcp, sentence), (stop.Reason, stop.IsUnusableTcp, stop.ToString()));
    }

    [Fact]
    public void AnUnknownLinkType_SaysSo() =>
        Assert.Equal(DecodeStopReason.UnknownLinkType, DecodedPacket.From(V4, (LinkType)147).Stop.Reason);

    [Fact]
    public void APacketCutAtAnyByte_GivesTheSegmentOnlyWithItsHeaderUpToTheWindow()
    {
        byte[] packet = Ethernet(Vlan(IPv4(Udp([8, 0, 0, 0, 0, 0, 42, 0, .. Ethernet(IPv6([6, 0, 1, 4, 0, 0, 0, 0, .. Segment], next: 0), 0x86dd)], 4789), protocol: 17)), 0x8100);
        int headers = packet.Length - Payload.Length - 4; // tshark does without checksum and urgent pointer
        for (int captured = 0; captured <= packet.Length; captured++)
        {
            Assert.Equal(captured >= headers, DecodedPacket.From(packet, captured: captured).Segment is not null);
        }
    }
}
