namespace RstKb.Diagnosis;

/// <summary>The engine that judges. A change of a rule, a weight or a fact that rules rest on changes its version, so that a verdict can be made again.</summary>
public static class Engine
{
    public const string Version = "1.3.0";
}
