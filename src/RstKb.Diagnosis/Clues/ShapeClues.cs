using RstKb.Capture.Flows;
using RstKb.Diagnosis.Scene;

namespace RstKb.Diagnosis.Clues;

/// <summary>What the RST's own header says about who built it.</summary>
internal static class ShapeClues
{
    /// <summary>Which of the ways to build a RST this one follows; null for none.</summary>
    public static Clue? Shape(ResetScene scene) => scene.Shape switch
    {
        ResetShape.Abort => new Clue(
            "shape-abort",
            $"the reset comes out of a living socket: RST,ACK at the {scene.Sender.Word()}'s next sequence number, window {scene.Reset.Window}{(scene.Reset.Options.HasTimestamps ? ", with timestamps" : "")}",
            scene.Reset.Packet),
        ResetShape.Reply when scene.Trigger is { } trigger => new Clue(
            "shape-reply",
            $"the reset answers packet {trigger.Packet}: no ACK bit, window 0, and its sequence number is that packet's acknowledgment number",
            trigger.Packet,
            scene.Reset.Packet),
        ResetShape.Reply => new Clue(
            "shape-reply", "the reset has the form of a stack that knows no such connection: no ACK bit, window 0, no options", scene.Reset.Packet),
        ResetShape.Refusal => new Clue(
            "shape-refusal",
            "the SYN was answered by RST,ACK with sequence number 0 and window 0, which acknowledges the SYN",
            scene.Client.Syn is { } syn ? [syn.Packet, scene.Reset.Packet] : [scene.Reset.Packet]),
        _ => null,
    };

    /// <summary>RST,ACK without the timestamps that all other segments of the flow carry: an end's own socket would have added them (RFC 7323, 3.2).</summary>
    public static Clue? WithoutTimestamps(ResetScene scene) =>
        scene.Reset.HasAck && scene.TimestampsNegotiated && !scene.Reset.CarriesTimestamps && scene.FromSender.LastScaled is { CarriesTimestamps: true } last
            ? new Clue("rst-without-timestamps", $"the reset carries no timestamps although the {scene.Sender.Word()}'s other packets do", scene.Reset.Packet, last.Packet)
            : null;

    /// <summary>An IPv4 identification that neither is 0 nor continues the sender's. 0 is what Linux puts on every reply and says nothing.</summary>
    public static Clue? IdentificationOff(ResetScene scene)
    {
        if (scene.Reset.IsIPv6 || scene.Reset.IpId == 0 || scene.FromSender.Last is not { IpId: not 0 } last)
        {
            return null;
        }

        int step = (ushort)(scene.Reset.IpId - last.IpId);
        return step is > 0 and <= MostPlausibleStep
            ? null
            : new Clue("ip-id-off", $"the reset's IP identification {scene.Reset.IpId} does not follow {last.IpId}, the {scene.Sender.Word()}'s last", scene.Reset.Packet, last.Packet);
    }

    /// <summary>The identification goes on by one from the sender's last packet: one and the same socket sent both.</summary>
    public static Clue? IdentificationContinues(ResetScene scene)
    {
        if (scene.Reset.IsIPv6 || scene.Reset.IpId == 0 || scene.FromSender.Last is not { IpId: not 0 } last || (ushort)(scene.Reset.IpId - last.IpId) != 1)
        {
            return null;
        }

        return new Clue("ip-id-continues", $"the reset's IP identification {scene.Reset.IpId} follows {last.IpId}, the {scene.Sender.Word()}'s last", last.Packet, scene.Reset.Packet);
    }

    /// <summary>An IPv6 flow label of 0 where the sender's other packets have one: Linux's own resets never have 0, netfilter's always.</summary>
    public static Clue? FlowLabelMissing(ResetScene scene)
    {
        if (!scene.Reset.IsIPv6 || scene.Reset.FlowLabel != 0)
        {
            return null;
        }

        Segment? other = scene.FromSender.Last ?? scene.FromReceiver.Last;
        return other is { FlowLabel: not 0 } labelled
            ? new Clue("flow-label-missing", "the reset's IPv6 flow label is 0; a Linux host labels its own resets, a packet filter does not", scene.Reset.Packet, labelled.Packet)
            : null;
    }

    /// <summary>A window that no end would announce: a bare RST with one, or one that counts up over several resets.</summary>
    public static Clue? OddWindow(ResetScene scene)
    {
        if (!scene.Reset.HasAck && scene.Reset.Window != 0)
        {
            return new Clue("odd-window", $"the reset has no ACK bit and yet a window of {scene.Reset.Window}", scene.Reset.Packet);
        }

        bool wild = scene.Shape == ResetShape.Foreign && scene.Reset.Window != 0 && scene.FromSender.LastScaled is { } last
            && Math.Abs(scene.Reset.Window - last.Window) > last.Window;
        return wild
            ? new Clue("odd-window", $"the reset's window is {scene.Reset.Window}; the {scene.Sender.Word()} announced {scene.FromSender.LastScaled!.Window} right before", scene.Reset.Packet)
            : null;
    }

    /// <summary>A socket of one system counts on by one; a few packets of the same socket may have been missed.</summary>
    private const int MostPlausibleStep = 32;
}
