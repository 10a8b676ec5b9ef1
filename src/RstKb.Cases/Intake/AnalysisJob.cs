using RstKb.Diagnosis;

namespace RstKb.Cases.Intake;

/// <summary>A stored capture whose reset flows are still to be examined.</summary>
/// <param name="Open">The case's place among the open analyses; given back when the job ends.</param>
/// <param name="Progress">Where listeners look.</param>
/// <param name="Identity">What the packets do not tell.</param>
/// <param name="Survey">What the first pass found; null after a restart, when it is made again.</param>
internal sealed record AnalysisJob(OpenAnalysis Open, CaseProgress Progress, CaptureIdentity Identity, CaptureSurvey? Survey);
