using RstKb.Diagnosis.Scene;

namespace RstKb.Diagnosis.Clues;

/// <summary>
/// The reason that the reset itself states in its payload. Anyone on the path could write it, so it is weak evidence for the cause that its words speak of, and is shown whatever the verdict.
/// </summary>
internal static class StatedClues
{
    /// <summary>The stated reason as a fact, or null where the reset states none.</summary>
    public static Clue? Any(ResetScene scene) => scene.Trace.ResetText is { } text
        ? new Clue("stated-cause", $"the sender says in the reset's payload: \"{text}\" (anyone on the path could write this)", scene.Reset.Packet)
        : null;

    /// <summary>The stated reason where its words speak of this cause.</summary>
    public static Clue? For(ResetScene scene, string slug)
    {
        if (scene.Trace.ResetText is not { } text)
        {
            return null;
        }

        foreach ((string word, string cause) in Words)
        {
            if (text.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return cause == slug ? Any(scene) : null;
            }
        }

        return null;
    }

    /// <summary>Words of F5's reset causes and of the IETF draft's registry, the more particular first.</summary>
    private static readonly (string Word, string Cause)[] Words =
    [
        ("retransmit timeout", "retransmission-timeout"),
        ("flow expired", "idle-timeout-middlebox"),
        ("idle timeout", "idle-timeout-middlebox"),
        ("connection timeout", "idle-timeout-middlebox"),
        ("keep-alive", "keepalive-timeout"),
        ("keepalive", "keepalive-timeout"),
        ("no local listener", "closed-port"),
        ("no listener", "closed-port"),
        ("no pool member", "proxy-abort"),
        ("pool member", "proxy-abort"),
        ("reset received from the other side", "proxy-abort"),
        ("{peer}", "proxy-abort"),
        ("syn cookie", "ddos-mitigation"),
        ("policy", "firewall-reject"),
        ("denied", "firewall-reject"),
        ("blocked", "firewall-reject"),
        ("not authorized", "firewall-reject"),
        ("new data after close", "data-after-close"),
        ("desynchronized", "half-open"),
        ("no flow found", "half-open"),
        ("aborted by the process", "linger-zero-abort"),
    ];
}
