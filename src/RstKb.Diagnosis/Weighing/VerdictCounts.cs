namespace RstKb.Diagnosis.Weighing;

/// <summary>Verdicts, counted.</summary>
/// <param name="All">All of them, those that name no cause included.</param>
/// <param name="Right">They name the true cause or one that the capture cannot exclude.</param>
/// <param name="Undetermined">They name no cause.</param>
/// <param name="Likely">They are called likely.</param>
/// <param name="LikelyRight">They are called likely and are right.</param>
public sealed record VerdictCounts(int All, int Right, int Undetermined, int Likely, int LikelyRight);
