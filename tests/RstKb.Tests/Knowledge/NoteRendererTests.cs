using System.Text.RegularExpressions;
using RstKb.Knowledge;

namespace RstKb.Tests.Knowledge;

public sealed partial class NoteRendererTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("text <b onclick=alert(1)>bold</b>")]
    [InlineData("<!-- --><svg onload=alert(1)>")]
    [InlineData("<style>body{display:none}</style>")]
    [InlineData("```\"><script>alert(1)</script>\nx\n```")]
    [InlineData("| <script>alert(1)</script> |\n| --- |\n| <iframe src=//example.org> |")]
    [InlineData("[x](https://example.org/\"onmouseover=alert(1))")]
    [InlineData("[x](</c/1\" onmouseover=\"alert(1)>)")]
    [InlineData("[x](/ 'a\" onmouseover=\"alert(1)')")]
    [InlineData("# heading {onclick=alert(1)}")]
    [InlineData("# heading {#id .class onclick=alert(1)}")]
    public void RawHtml_IsShownAndNotObeyed(string note)
    {
        string html = NoteRenderer.Render(note);

        Assert.All(Tags().Matches(html), tag => Assert.Matches(HarmlessTag(), tag.Value));
    }

    [Theory]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt:alert(1))")]
    [InlineData("[x](java&Tab;script:alert(1))")]
    [InlineData("[x](java&#10;script:alert(1))")]
    [InlineData("[x](&#x6A;avascript:alert(1))")]
    [InlineData("[x](&#1;javascript:alert(1))")]
    [InlineData("[x](<   javascript:alert(1)>)")]
    [InlineData("[x](vbscript:msgbox)")]
    [InlineData("[x](data:text/html;base64,PHNjcmlwdD4=)")]
    [InlineData("[x](file:///etc/passwd)")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("![x](javascript:alert(1))")]
    [InlineData("[x][1]\n\n[1]: javascript:alert(1)")]
    public void LinkThatCouldRunCode_StaysWords(string note)
    {
        string html = NoteRenderer.Render(note);

        Assert.DoesNotContain("<a", html);
        Assert.DoesNotContain("<img", html);
    }

    [Theory]
    [InlineData("[x](https://example.org/)", "<a href=\"https://example.org/\" rel=\"noopener noreferrer\">x</a>")]
    [InlineData("[x](//example.org/)", "<a href=\"//example.org/\" rel=\"noopener noreferrer\">x</a>")]
    [InlineData("https://example.org/a", "<a href=\"https://example.org/a\" rel=\"noopener noreferrer\">https://example.org/a</a>")]
    [InlineData("![x](https://example.org/x.png)", "<a href=\"https://example.org/x.png\" rel=\"noopener noreferrer\">x</a>")]
    [InlineData("[x](mailto:team@example.org)", "<a href=\"mailto:team@example.org\">x</a>")]
    [InlineData("[x](/c/12#p)", "<a href=\"/c/12#p\">x</a>")]
    public void HarmlessLink_IsALink(string note, string link) => Assert.Equal($"<p>{link}</p>\n", NoteRenderer.Render(note));

    [Fact]
    public void Heading_StaysBelowThePagesOwn() => Assert.Equal("<h4>One</h4>\n<h6>Four</h6>\n", NoteRenderer.Render("# One\n\n#### Four"));

    [Fact]
    public void PacketNumber_BecomesALinkToThePacket()
    {
        Assert.Equal(
            "<p>See <a href=\"?packet=1231\">#1231</a>, <a href=\"?packet=7\">#7</a>; not a#5, #5x or <code>#9</code>.</p>\n",
            NoteRenderer.Render("See #1231, #7; not a#5, #5x or `#9`.", packet => $"?packet={packet}"));
    }

    [Fact]
    public void OverlongNote_IsCutAndSaysSo()
    {
        string html = NoteRenderer.Render(new string('a', NoteRenderer.MaxCharacters) + "ZEBRA");

        Assert.DoesNotContain("ZEBRA", html);
        Assert.Contains("only its first 20,000 characters", html);
    }

    [Theory]
    [InlineData(">")]
    [InlineData("- ")]
    [InlineData("[")]
    [InlineData("*a **b ")]
    [InlineData("![](")]
    [InlineData("`a ``b ")]
    [InlineData("|-")]
    public async Task EndlesslyNestedNote_IsShownInTime(string piece)
    {
        string note = string.Concat(Enumerable.Repeat(piece, NoteRenderer.MaxCharacters / piece.Length));

        await Task.Run(() => NoteRenderer.Render(note)).WaitAsync(TimeSpan.FromSeconds(10));
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    /// <summary>Tags that a note may become; the attributes are the ones that the renderers write themselves.</summary>
    [GeneratedRegex("^</?(p|h[1-6]|code|pre|table|thead|tbody|tr|th|td|div|a)( (id|class|tabindex|role|aria-label|rel|href|title)=\"[^\"<>]*\")*>$")]
    private static partial Regex HarmlessTag();
}
