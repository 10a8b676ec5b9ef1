namespace RstKb.Diagnosis.Weighing;

/// <summary>A row of the one table of weights. Those before <see cref="Likely"/> are in points of score, of which one doubles a cause's odds; the others are confidences from 0 to 1.</summary>
public enum Weight
{
    /// <summary>What a strong observation adds to the cause that it speaks for.</summary>
    ForStrong,

    ForMedium,

    ForWeak,

    /// <summary>What a strong observation takes from the cause that it speaks against.</summary>
    AgainstStrong,

    AgainstMedium,

    AgainstWeak,

    /// <summary>The score of "none of these", which a cause must exceed to be the likelier.</summary>
    NoneOfThese,

    /// <summary>What that score rises by where <see cref="Lack.OtherDirection"/> holds.</summary>
    WithoutOtherDirection,

    /// <summary>What it rises by where <see cref="Lack.SenderPackets"/> holds.</summary>
    WithoutSenderPackets,

    /// <summary>What it rises by where <see cref="Lack.Handshake"/> holds.</summary>
    WithoutHandshake,

    /// <summary>From this confidence on a verdict is <c>likely</c>; 1 means never, for no verdict is that sure.</summary>
    Likely,

    /// <summary>The same where <see cref="Lack.OtherDirection"/> holds.</summary>
    LikelyWithoutOtherDirection,

    /// <summary>The same where <see cref="Lack.SenderPackets"/> holds.</summary>
    LikelyWithoutSenderPackets,

    /// <summary>The same where <see cref="Lack.Handshake"/> holds.</summary>
    LikelyWithoutHandshake,

    /// <summary>From this confidence on a verdict is <c>possible</c>; below it is <c>undetermined</c>.</summary>
    Possible,

    /// <summary>Candidates below this confidence are not listed.</summary>
    Listed,
}
