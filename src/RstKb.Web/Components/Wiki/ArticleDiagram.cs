using RstKb.Diagnosis.Report;
using RstKb.Knowledge.Samples;
using RstKb.Web.Components.Ladder;

namespace RstKb.Web.Components.Wiki;

/// <summary>What an article's picture is drawn from.</summary>
/// <param name="File">The capture's file name.</param>
/// <param name="Truth">What is true of it.</param>
/// <param name="Report">The flow's reset; null where it was not reset.</param>
/// <param name="Timeline">Its packets.</param>
/// <param name="Model">The rows.</param>
public sealed record ArticleDiagram(string File, SampleTruth Truth, ResetReport? Report, FlowTimeline Timeline, LadderModel Model);
