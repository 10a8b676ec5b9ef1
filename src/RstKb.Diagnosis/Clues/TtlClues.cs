using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Scene;

namespace RstKb.Diagnosis.Clues;

/// <summary>Compares the RST's TTL (hop limit) with what the same address shows on its other packets. A path may move by a hop; a box between stands at another distance.</summary>
internal static class TtlClues
{
    /// <summary>The RST's TTL minus the usual one of the address it bears; null where nothing else of that address was captured.</summary>
    public static int? Difference(ResetScene scene) => scene.SenderTtl is { } usual ? (Shows(scene, usual.Ttl) ? 0 : scene.Reset.Ttl - usual.Ttl) : null;

    public static Clue? Differs(ResetScene scene)
    {
        if (scene.SenderTtl is not { } usual || Shows(scene, usual.Ttl))
        {
            return null;
        }

        return usual.Example is { } example
            ? new Clue("ttl-differs", $"the reset has {Field(scene)} {scene.Reset.Ttl}; the {Count(usual.Packets)} of the {scene.Sender.Word()} in this flow {(usual.Packets == 1 ? "has" : "have")} {usual.Ttl}", scene.Reset.Packet, example)
            : new Clue("ttl-differs", $"the reset has {Field(scene)} {scene.Reset.Ttl}; {scene.Trace.Address(scene.Sender)} shows {usual.Ttl} on its {usual.Packets:N0} other packets in this capture", scene.Reset.Packet);
    }

    public static Clue? Same(ResetScene scene)
    {
        if (scene.SenderTtl is not { } usual || !Shows(scene, usual.Ttl))
        {
            return null;
        }

        return usual.Example is { } example
            ? new Clue("ttl-same", $"the reset has {Field(scene)} {usual.Ttl}, as {Count(usual.Packets)} of the {scene.Sender.Word()} in this flow", scene.Reset.Packet, example)
            : new Clue("ttl-same", $"the reset has {Field(scene)} {usual.Ttl}, as {scene.Trace.Address(scene.Sender)} shows on {usual.Packets:N0} other packets in this capture", scene.Reset.Packet);
    }

    /// <summary>
    /// The SYN and the RST that refuses it both still have their initial TTL at one capture point, although one end's address is private and the other's
    /// is not, or their IPv6 prefixes differ: somebody on the client's own link answered in the server's name.
    /// </summary>
    public static Clue? FromOwnLink(ResetScene scene)
    {
        if (!scene.IsFromServer || scene.Client.Syn is not { } syn || scene.FromSender.Packets > 0)
        {
            return null;
        }

        // A machine that forwards the packets shows each of them before and behind itself, so its capture is no place on one link.
        bool noHop = IsInitial(syn.Ttl) && IsInitial(scene.Reset.Ttl) && scene.Copies.Count == 0;
        bool routed = scene.Reset.IsIPv6
            ? !ShareSubnet(scene.Trace.ClientAddress, scene.Trace.ServerAddress)
            : IsPrivate(scene.Trace.ClientAddress) != IsPrivate(scene.Trace.ServerAddress);
        return noHop && routed
            ? new Clue("answered-on-own-link", $"the reset has TTL {scene.Reset.Ttl}, no hop lost, at a point where the client's SYN has lost none either; {scene.Trace.ServerAddress} lies behind a router", syn.Packet, scene.Reset.Packet)
            : null;
    }

    /// <summary>Whether the RST was captured with this TTL: as it came, or as it went on where the capturing machine forwarded it.</summary>
    private static bool Shows(ResetScene scene, byte ttl)
    {
        if (scene.Reset.Ttl == ttl)
        {
            return true;
        }

        foreach (Segment copy in scene.Copies)
        {
            if (copy.Ttl == ttl)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsInitial(byte ttl) => ttl is 64 or 128 or 255;

    /// <summary>An IPv6 link's prefix has 64 bits (RFC 4291, 2.5.1).</summary>
    private static bool ShareSubnet(NetworkAddress a, NetworkAddress b) => a.Value >> 64 == b.Value >> 64;

    /// <summary>RFC 1918.</summary>
    private static bool IsPrivate(NetworkAddress address)
    {
        uint value = (uint)address.Value;
        return value >> 24 == 10 || value >> 20 == 0xAC1 || value >> 16 == 0xC0A8;
    }

    private static string Field(ResetScene scene) => scene.Reset.IsIPv6 ? "hop limit" : "TTL";

    private static string Count(long packets) => packets == 1 ? "one other packet" : $"{packets:N0} other packets";
}
