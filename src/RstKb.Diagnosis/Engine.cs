namespace RstKb.Diagnosis;

/// <summary>The engine that judges. A change of a rule or a weight changes its version, so that a verdict can be made again.</summary>
public static class Engine
{
    public const string Version = "1.2.0";
}
