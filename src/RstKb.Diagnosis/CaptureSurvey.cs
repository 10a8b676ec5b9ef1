using RstKb.Capture.Flows;

namespace RstKb.Diagnosis;

/// <summary>The first pass over a capture, to be handed to the second.</summary>
public sealed class CaptureSurvey
{
    internal CaptureSurvey(SurveyResult result) => Result = result;

    internal SurveyResult Result { get; }

    /// <summary>Bytes of the file as it was given.</summary>
    public long Bytes => Result.Bytes;

    public long Packets => Result.Counts.Packets;

    public int Flows => Result.Flows.Count;

    /// <summary>Whether this flow holds a RST.</summary>
    public bool HasReset(int flow) => Result.Flows[flow].HasReset;

    /// <summary>Flows that hold a RST.</summary>
    public int Resets => Result.Flows.ResetFlows;
}
