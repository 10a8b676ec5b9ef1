using System.CommandLine;
using RstKb.Cli.Content;
using RstKb.Cli.Output;
using RstKb.Knowledge;

namespace RstKb.Cli.Commands;

/// <summary><c>rstkb explain</c>: an article in the terminal.</summary>
internal static class ExplainCommand
{
    public static Command Create(Option<bool> noColor)
    {
        var slug = new Argument<string>("SLUG") { Description = "A cause or a guide; rstkb causes lists the causes." };
        var command = new Command("explain", "Print the article about a cause.") { slug };
        command.SetAction(call => Run(call.GetValue(slug)!, call.GetValue(noColor)));
        return command;
    }

    private static int Run(string slug, bool noColor)
    {
        var catalogue = ContentFolder.Load();
        var article = catalogue.Find(ArticleKind.Cause, slug) ?? catalogue.Find(ArticleKind.Guide, slug);
        if (article is null)
        {
            var near = catalogue.Nearest(ArticleKind.Cause, slug) ?? catalogue.Nearest(ArticleKind.Guide, slug);
            string hint = near is null ? "rstkb causes lists what there is." : $"did you mean {near.Slug}?";
            throw new CommandFailure(ExitCodes.WrongWords, $"there is no article '{slug}'; {hint}");
        }

        using var output = new StandardOutput(noColor);
        ArticlePrinter.Print(output, article);
        return ExitCodes.Done;
    }
}
