namespace RstKb.Diagnosis.Weighing;

/// <summary>The one table of weights.</summary>
internal static class Weights
{
    /// <summary>What a clue of this strength adds to a cause's score; evidence against takes as much away.</summary>
    public static double Of(Strength strength) => (int)strength;

    /// <summary>How much one point of score moves the odds: e^0.7 is about two.</summary>
    public const double Sharpness = 0.7;

    /// <summary>The score of "none of these": a cause must have more than one weak sign to count.</summary>
    public const double NoneOfThese = 2.5;

    /// <summary>What that score rises by where only one direction was captured: half of the evidence cannot be there.</summary>
    public const double OneWayDoubt = 3;

    /// <summary>From here on a verdict is "likely", provided that it is well ahead.</summary>
    public const double Likely = 0.75;

    /// <summary>How far ahead of the second "well ahead" is.</summary>
    public const double Lead = 0.3;

    /// <summary>From here on a verdict is "possible".</summary>
    public const double Possible = 0.3;

    /// <summary>Candidates below this are not listed.</summary>
    public const double Listed = 0.01;
}
