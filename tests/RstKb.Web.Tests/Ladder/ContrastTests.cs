using System.Globalization;
using System.Text.RegularExpressions;
using RstKb.Tests.House;

namespace RstKb.Web.Tests.Ladder;

/// <summary>The contrast of text and marks on the grounds on which they stand (WCAG 2.2, 1.4.3 and 1.4.11), computed from the tokens of both themes.</summary>
public sealed partial class ContrastTests
{
    private const double Text = 4.5;
    private const double Mark = 3;

    [Theory]
    [InlineData("text", "surface", Text)]
    [InlineData("text", "bg", Text)]
    [InlineData("text-2", "surface", Text)]
    [InlineData("text-3", "surface", Text)]
    [InlineData("text-3", "sunken", Text)]
    [InlineData("text-3", "accent-soft", Text)]
    [InlineData("text-3", "bg", Text)]
    [InlineData("accent", "surface", Text)]
    [InlineData("accent", "accent-soft", Text)]
    [InlineData("on-accent", "accent", Text)]
    [InlineData("client", "surface", Text)]
    [InlineData("server", "surface", Text)]
    [InlineData("mid", "surface", Text)]
    [InlineData("rst", "surface", Text)]
    [InlineData("rst", "rst-soft", Text)]
    [InlineData("warn", "surface", Text)]
    [InlineData("warn", "warn-soft", Text)]
    [InlineData("ok", "surface", Text)]
    [InlineData("ok", "ok-soft", Text)]
    [InlineData("warn-mark", "surface", Mark)]
    [InlineData("neutral-mark", "surface", Mark)]
    public void Pair_IsReadableInBothThemes(string ink, string ground, double least)
    {
        foreach ((string theme, Dictionary<string, string> tokens) in Themes())
        {
            double contrast = Contrast(tokens[ink], tokens[ground]);
            Assert.True(contrast >= least, $"{theme}: --{ink} on --{ground} has {contrast:F2}, {least} is needed.");
        }
    }

    [Fact]
    public void DarkByChoice_IsTheSameAsDarkBySystem()
    {
        List<(string Theme, Dictionary<string, string> Tokens)> themes = Themes();

        Assert.Equal(3, themes.Count);
        Assert.Equal(themes[1].Tokens, themes[2].Tokens);
    }

    private static List<(string Theme, Dictionary<string, string> Tokens)> Themes()
    {
        string css = File.ReadAllText(Path.Combine(Corpus.RepositoryRoot, "src", "RstKb.Web", "wwwroot", "css", "tokens.css"));
        return [.. Block().Matches(css).Select(block => (block.Groups["name"].Value.Trim(), Token().Matches(block.Groups["body"].Value).ToDictionary(token => token.Groups[1].Value, token => token.Groups[2].Value)))];
    }

    private static double Contrast(string one, string other)
    {
        double[] light = [Luminance(one), Luminance(other)];
        return (light.Max() + .05) / (light.Min() + .05);
    }

    private static double Luminance(string colour)
    {
        double Channel(int at)
        {
            double value = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= .04045 ? value / 12.92 : Math.Pow((value + .055) / 1.055, 2.4);
        }

        return (.2126 * Channel(0)) + (.7152 * Channel(2)) + (.0722 * Channel(4));
    }

    [GeneratedRegex(@"(?<name>:root[^{]*|\[data-theme[^{]*)\{(?<body>[^}]*)\}")]
    private static partial Regex Block();

    [GeneratedRegex("--([a-z0-9-]+): #([0-9a-f]{6});")]
    private static partial Regex Token();
}
