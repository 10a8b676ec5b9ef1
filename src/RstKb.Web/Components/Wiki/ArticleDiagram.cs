using RstKb.Diagnosis.Report;
using RstKb.Web.Components.Ladder;

namespace RstKb.Web.Components.Wiki;

/// <summary>What an article's picture is drawn from.</summary>
/// <param name="File">The capture's file name.</param>
/// <param name="Origin">How the capture came about; may be empty.</param>
/// <param name="Made">What was done to make it; may be empty.</param>
/// <param name="Report">The flow.</param>
/// <param name="Timeline">Its packets.</param>
/// <param name="Model">The rows.</param>
public sealed record ArticleDiagram(string File, string Origin, string Made, ResetReport Report, FlowTimeline Timeline, LadderModel Model);
