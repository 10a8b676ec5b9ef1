using RstKb.Diagnosis.Report;
using RstKb.Web.Components.Controls;

namespace RstKb.Web.Components.Flow;

/// <summary>The sentences of the verdict card that are made from the report's codes.</summary>
public static class VerdictWords
{
    private static readonly string[] Numbers = ["No", "One", "Two", "Three", "Four", "Five"];

    /// <summary>The cause's title; where there is none, how many causes fit.</summary>
    public static string Title(ResetReport report, CauseTitles titles)
    {
        if (report.Verdict.Cause is { } cause)
        {
            return titles.Of(cause);
        }

        var fitting = report.Candidates.Count(candidate => candidate.Confidence >= .15);
        return fitting < 2 ? "No cause stands out" : $"{(fitting < Numbers.Length ? Numbers[fitting] : Figures.Count(fitting))} causes fit about equally";
    }

    /// <summary>Who sent it, with the address where it is an end.</summary>
    public static string SentBy(ResetReport report) => report.Verdict.SentBy switch
    {
        "client" => $"the client, {report.Client.Address}",
        "server" => $"the server, {report.Server.Address}",
        "middlebox" => $"a device on the path; it bears the {report.Reset.From}’s address",
        _ => $"not known; it bears the {report.Reset.From}’s address",
    };

    /// <summary>When in the life of the connection it came.</summary>
    public static string When(ResetReport report) =>
        report.Reset.Stage == "idle" && report.Reset.IdleSeconds > 0
            ? $"after {Figures.Span(report.Reset.IdleSeconds)} of silence"
            : Words.Stage(report.Reset.Stage);

    /// <summary>What it did.</summary>
    public static string Effect(ResetReport report)
    {
        if (report.Reset.TookEffect == false)
        {
            return "Both ends went on as if it had never come.";
        }

        return (report.Verdict.Harm, report.Reset.Stage) switch
        {
            ("benign", _) => "Nothing was lost.",
            ("harmful", "syn" or "handshake") => "The connection was never made.",
            ("harmful", _) => "The connection was cut.",
            _ => "Not known.",
        };
    }
}
