using RstKb.Knowledge;
using RstKb.Knowledge.Terminal;

namespace RstKb.Cli.Output;

/// <summary>An article in the terminal.</summary>
internal static class ArticlePrinter
{
    public static void Print(StandardOutput output, Article article)
    {
        foreach (string line in TerminalRenderer.Render(article, output.ProseWidth, output.IsStyled))
        {
            output.Line(line);
        }
    }
}
