namespace RstKb.Web.Components.Controls;

/// <summary>One icon for each flaw of a capture, the same beside the capture and beside the verdicts that it weakens.</summary>
public static class WarningIcons
{
    /// <param name="code">As in <c>capture.warnings[].code</c> of a report.</param>
    public static string Of(string code) => code switch
    {
        "snaplen" or "cut-short" => "scissors",
        "mid-stream" => "earlier",
        "drops" => "drop",
        "one-way" => "eye",
        _ => "warning",
    };
}
