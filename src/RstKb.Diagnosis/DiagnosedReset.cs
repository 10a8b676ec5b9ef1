using RstKb.Capture.Flows;
using RstKb.Capture.Headers;
using RstKb.Diagnosis.Habits;
using RstKb.Diagnosis.Report;
using RstKb.Diagnosis.Scene;
using RstKb.Diagnosis.Weighing;

namespace RstKb.Diagnosis;

/// <summary>
/// One reset flow whose packets have been read. What is asked for is worked out then and not before: a verdict alone takes a tenth of the time
/// of a report with all its sentences.
/// </summary>
public sealed class DiagnosedReset
{
    private readonly ResetScene scene;

    /// <param name="trace">The flow's packets.</param>
    /// <param name="context">What the rest of the capture says.</param>
    public DiagnosedReset(FlowTrace trace, CaptureContext context) => scene = new ResetScene(trace, context);

    /// <summary>The flow's number in the capture.</summary>
    public int Flow => scene.Trace.Flow;

    /// <summary>False where the client is a guess.</summary>
    public bool ClientKnown => scene.Trace.ClientKnown;

    public NetworkAddress ClientAddress => scene.Trace.ClientAddress;

    public ushort ClientPort => scene.Trace.ClientPort;

    public NetworkAddress ServerAddress => scene.Trace.ServerAddress;

    public ushort ServerPort => scene.Trace.ServerPort;

    /// <summary>All of these in one.</summary>
    public FlowPair Ends => new(Flow, ClientAddress, ClientPort, ServerAddress, ServerPort, ClientKnown);

    /// <summary>How far the connection had come: the word of <see cref="ResetFacts.Stage"/>.</summary>
    public string Stage() => StageReader.Of(scene);

    /// <summary>The verdict without a sentence.</summary>
    public ResetVerdict Verdict()
    {
        using (Telling.Off())
        {
            return ResetVerdict.Of(scene, Diagnostician.Judge(scene));
        }
    }

    /// <summary>What was found, before it is weighed.</summary>
    public ResetTally Tally()
    {
        using (Telling.Off())
        {
            return new ResetTally(LackReader.Of(scene), [.. Diagnostician.Examine(scene).Select(a => (a.Cause.Slug, a.Tally))]);
        }
    }

    /// <summary>The flow's whole entry in the report, without its timeline.</summary>
    public ResetReport Report() => ResetReportBuilder.Build(scene, Diagnostician.Weigh(scene));

    /// <summary>The flow's packets.</summary>
    public FlowTimeline Timeline() => TimelineBuilder.Build(scene.Trace);
}
