using RstKb.Cases;
using RstKb.Web.Components.Controls;

namespace RstKb.Web.Components.Share;

/// <summary>What the team says of a verdict, in words.</summary>
public static class TeamWords
{
    /// <summary>The stance alone: <c>agrees</c>, <c>other cause</c>, <c>not a problem</c>.</summary>
    public static string Stance(string stance) => stance switch
    {
        "agree" => "agrees",
        "not-a-problem" => "not a problem",
        _ => "other cause",
    };

    /// <summary>The stance with the cause that it names, if any.</summary>
    public static string Of(NoteView verdict, CauseTitles titles) =>
        string.IsNullOrEmpty(verdict.Cause) ? Stance(verdict.Stance!) : $"{Stance(verdict.Stance!)}, {titles.Of(verdict.Cause)}";
}
