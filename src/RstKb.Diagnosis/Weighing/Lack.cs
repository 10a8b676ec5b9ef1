namespace RstKb.Diagnosis.Weighing;

/// <summary>What the capture does not show of a flow. It speaks against no cause; it makes every verdict less sure.</summary>
[Flags]
public enum Lack
{
    Nothing = 0,

    /// <summary>No packet from the side that the RST was sent to: what drew the RST cannot be seen.</summary>
    OtherDirection = 1,

    /// <summary>The receiver acknowledged something, and yet no packet of the RST's sender is there.</summary>
    SenderPackets = 2,

    /// <summary>The side that was reset spoke, and the SYN is not there: the capture began later.</summary>
    Handshake = 4,
}
