using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Scene;

namespace RstKb.Diagnosis.Clues;

/// <summary>What ICMP errors say that quote the flow's packets (RFC 792, RFC 4443). They come from the path itself, so they are worth more than a guess about it.</summary>
internal static class QuotedErrorClues
{
    /// <summary>A rule on the path forbids packets of one end.</summary>
    /// <param name="about">Whose packets.</param>
    public static Clue? Prohibited(ResetScene scene, Side about) =>
        Of(scene, "icmp-prohibited", about, static error => error.Kind == IcmpErrorKind.Prohibited);

    /// <summary>Packets of one end did not arrive before the reset: no route, no host, or a loop.</summary>
    /// <param name="about">Whose packets.</param>
    public static Clue? Unreachable(ResetScene scene, Side about) =>
        Of(scene, "icmp-unreachable", about, static error => error.Kind is IcmpErrorKind.Unreachable or IcmpErrorKind.TimeExceeded);

    /// <summary>Packets of one end are larger than the path lets through.</summary>
    /// <param name="about">Whose packets.</param>
    public static Clue? TooBig(ResetScene scene, Side about) =>
        Of(scene, "icmp-too-big", about, static error => error.Kind == IcmpErrorKind.PacketTooBig);

    private static Clue? Of(ResetScene scene, string code, Side about, Func<IcmpError, bool> speaks)
    {
        if (scene.Trace.Errors.Count == 0)
        {
            return null;
        }

        QuotedError? first = null;
        List<long>? packets = null;
        foreach (QuotedError quoted in scene.Trace.Errors)
        {
            if (quoted.About == about && speaks(quoted.Error))
            {
                first ??= quoted;
                (packets ??= []).Add(quoted.Packet);
            }
        }

        return first is null
            ? null
            : new Clue(code, $"{first.Error.Reporter} reported in packet {first.Packet} about the {about.Word()}'s packets: {Said(first.Error)}", [.. packets!.Take(8)]);
    }

    private static string Said(in IcmpError error) => error.Mtu > 0 ? $"{error.Name}, {error.Mtu} bytes fit" : error.Name;
}
