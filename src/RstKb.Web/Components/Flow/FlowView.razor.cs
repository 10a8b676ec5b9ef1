using Microsoft.AspNetCore.Components;
using RstKb.Cases;
using RstKb.Diagnosis.Report;
using RstKb.Web.Components.Ladder;

namespace RstKb.Web.Components.Flow;

/// <summary>The flow page's content: verdict, ladder, packet, plots. It asks nobody, so that case, shared view and tests show the same.</summary>
public sealed partial class FlowView
{
    // From so many rows on the ladder is longer than the verdict beside it as a rule.
    private const int LongLadder = 45;

    [Parameter, EditorRequired] public required ResetReport Report { get; set; }

    [Parameter, EditorRequired] public required FlowTimeline Timeline { get; set; }

    [Parameter, EditorRequired] public required FlowPlace Place { get; set; }

    [Parameter] public FlowQuery Query { get; set; } = new();

    /// <summary>What stands below the verdict, mostly the team's notes.</summary>
    [Parameter] public RenderFragment? Team { get; set; }

    /// <summary>What the team says of the verdict; null where it says nothing or its notes are not shown.</summary>
    [Parameter] public NoteView? TeamVerdict { get; set; }

    private LadderModel Model { get; set; } = null!;

    private PacketFacts Selected { get; set; } = null!;

    private SequencePlotModel? Plot { get; set; }

    private string PlotFrom { get; set; } = "server";

    // Where one end sent no data there is nothing to choose.
    private bool HasBothPlots { get; set; }

    private string Path => Urls.Flow(Place.Root, Report.Flow);

    private string Here => Query.At(Path);

    protected override void OnParametersSet()
    {
        Model = LadderModel.Build(Timeline, Report, Query.Rows(Place.BreaksOff));
        Selected = PacketFacts.Of(Query.Packet, Timeline.Segments.FirstOrDefault(segment => segment.IsTheReset) ?? Timeline.Segments[0], Timeline, Model.Evidence);
        var (ofClient, ofServer) = (SequencePlotModel.Of(Timeline, "client"), SequencePlotModel.Of(Timeline, "server"));
        HasBothPlots = ofClient is not null && ofServer is not null;
        PlotFrom = Query.ToServer switch { true => "client", false => "server", null => Report.Reset.From };
        PlotFrom = HasBothPlots ? PlotFrom : ofClient is null ? "server" : "client";
        Plot = PlotFrom == "client" ? ofClient : ofServer;
    }
}
