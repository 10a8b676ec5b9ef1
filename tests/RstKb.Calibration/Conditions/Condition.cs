namespace RstKb.Calibration.Conditions;

/// <summary>A way in which a capture shows less than it might.</summary>
/// <param name="Name">Short, for tables.</param>
/// <param name="SnapLength">Bytes that are kept of each packet.</param>
/// <param name="Applies">Whether the condition takes anything away from a reset connection; where it does not, its verdict is not counted again.</param>
/// <param name="Keeps">Whether a packet is still there.</param>
public sealed record Condition(string Name, int SnapLength, Func<ConnectionPackets, bool> Applies, Func<PacketPlace, bool> Keeps)
{
    private const int KeptBeforeReset = 4;

    /// <summary>The capture as it is.</summary>
    public static Condition Whole { get; } = new("as captured", int.MaxValue, _ => true, _ => true);

    /// <summary>All of them, the whole capture first.</summary>
    public static IReadOnlyList<Condition> All { get; } =
    [
        Whole,
        new("cut at 96 bytes", 96, _ => true, _ => true),
        new("cut at 68 bytes", 68, _ => true, _ => true),
        new("begun after the handshake", int.MaxValue, c => c.HandshakeEnd < c.Reset, p => !(p.Number <= p.Connection.HandshakeEnd)),
        new(
            "begun four packets before the reset",
            int.MaxValue,
            c => c.CountBeforeReset > KeptBeforeReset,
            p => p.Connection.Reset is null || p.Connection.IsAmongLastBeforeReset(p.Number, KeptBeforeReset)),
        new("only the direction of the reset", int.MaxValue, c => c.BothSpokeBefore, p => p.Connection.Reset is null ? p.FromResettingHost : p.FromLow == p.Connection.ResetFromLow),
        new("of the sender only its resets", int.MaxValue, c => c.BothSpokeBefore, p => p.IsReset || (p.Connection.Reset is null ? !p.FromResettingHost : p.FromLow != p.Connection.ResetFromLow)),
    ];
}
