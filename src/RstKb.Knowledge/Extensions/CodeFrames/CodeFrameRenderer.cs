using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace RstKb.Knowledge.Extensions.CodeFrames;

internal sealed class CodeFrameRenderer : HtmlObjectRenderer<CodeBlock>
{
    protected override void Write(HtmlRenderer renderer, CodeBlock obj)
    {
        string language = LanguageOf(obj);
        renderer.EnsureLine();
        if (!renderer.EnableHtmlForBlock)
        {
            renderer.WriteLeafRawLines(obj, true, true);
            return;
        }

        // The box scrolls sideways, so it has to take the focus of a keyboard.
        renderer.Write("<div class=\"code-frame\"><pre tabindex=\"0\"><code");
        if (language.Length > 0)
        {
            renderer.Write(" class=\"language-").WriteEscape(language).Write("\"");
        }

        renderer.Write(">");
        if (CodePainter.Paint(obj.Lines.ToString(), language) is { } painted)
        {
            renderer.WriteLine(painted);
        }
        else
        {
            renderer.WriteLeafRawLines(obj, true, true);
        }

        renderer.WriteLine("</code></pre></div>");
    }

    private static string LanguageOf(CodeBlock block)
    {
        string info = (block as FencedCodeBlock)?.Info ?? "";
        return info.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '+' or '#') ? info.ToLowerInvariant() : "";
    }
}
