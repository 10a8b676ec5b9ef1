using System.CommandLine;
using RstKb.Cli.Content;
using RstKb.Cli.Output;
using RstKb.Knowledge;

namespace RstKb.Cli.Commands;

/// <summary><c>rstkb causes</c>: the causes with their titles, for a script one line each with tabs between.</summary>
internal static class CausesCommand
{
    public static Command Create()
    {
        var command = new Command("causes", "List the causes that are told apart.");
        command.SetAction(_ => Run());
        return command;
    }

    private static int Run()
    {
        var causes = ContentFolder.Load().Articles.Where(article => article.Kind == ArticleKind.Cause).ToList();
        using var output = new StandardOutput(false);
        int width = causes.Count == 0 ? 0 : causes.Max(cause => cause.Slug.Length) + 2;
        string indent = new(' ', width);
        foreach (var cause in causes)
        {
            if (!output.IsTerminal)
            {
                output.Line($"{cause.Slug}\t{cause.Title}\t{cause.Summary}");
                continue;
            }

            output.Line($"{cause.Slug.PadRight(width)}{cause.Title}");
            output.Prose(cause.Summary, indent);
        }

        return ExitCodes.Done;
    }
}
