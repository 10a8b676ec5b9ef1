using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace RstKb.Knowledge.FrontMatter;

/// <summary>The YAML between the two <c>---</c> lines, as keys with the lines on which they stand, and the body below it.</summary>
internal sealed class FrontMatterBlock
{
    private const string Fence = "---";

    private FrontMatterBlock(string file, IReadOnlyDictionary<string, FrontMatterValue> values, string body, int bodyLine)
    {
        File = file;
        Values = values;
        Body = body;
        BodyLine = bodyLine;
    }

    public string File { get; }

    public IReadOnlyDictionary<string, FrontMatterValue> Values { get; }

    public string Body { get; }

    /// <summary>The file's line, from 1, on which the body starts.</summary>
    public int BodyLine { get; }

    /// <exception cref="ArticleFormatException">There is no front matter, it does not end, or it is no YAML map of known shape.</exception>
    public static FrontMatterBlock Read(string file, string text)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        if (lines[0].TrimEnd() != Fence)
        {
            throw new ArticleFormatException(file, 1, "an article starts with a line of three hyphens and its front matter");
        }

        int end = Array.FindIndex(lines, 1, line => line.TrimEnd() == Fence);
        if (end < 0)
        {
            throw new ArticleFormatException(file, 1, "the front matter has no second line of three hyphens");
        }

        var values = ReadValues(file, string.Join('\n', lines[1..end]));
        return new FrontMatterBlock(file, values, string.Join('\n', lines[(end + 1)..]), end + 2);
    }

    private static Dictionary<string, FrontMatterValue> ReadValues(string file, string yaml)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(yaml));
        }
        catch (YamlException flaw)
        {
            throw new ArticleFormatException(file, LineOf(flaw.Start), $"the front matter is no valid YAML: {flaw.Message}");
        }
        catch (InvalidOperationException)
        {
            // What YamlDotNet throws where the text ends inside a list; it does not say where the list began.
            throw new ArticleFormatException(file, 2, "the front matter is no valid YAML: a bracket or a quotation mark is not closed");
        }

        if (stream.Documents.Count != 1 || stream.Documents[0].RootNode is not YamlMappingNode map)
        {
            throw new ArticleFormatException(file, 2, "the front matter is a list of keys with values");
        }

        var values = new Dictionary<string, FrontMatterValue>(StringComparer.Ordinal);
        foreach (var (key, value) in map)
        {
            string name = (key as YamlScalarNode)?.Value
                ?? throw new ArticleFormatException(file, LineOf(key.Start), "a key of the front matter is one word");
            values.Add(name, new FrontMatterValue(file, name, LineOf(key.Start), value));
        }

        return values;
    }

    /// <summary>The first line of YAML is the file's second.</summary>
    private static int LineOf(Mark mark) => (int)Math.Max(mark.Line, 1) + 1;
}
