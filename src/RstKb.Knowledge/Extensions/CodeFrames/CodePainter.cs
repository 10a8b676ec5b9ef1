using System.Collections.Frozen;
using System.Net;
using System.Text;

namespace RstKb.Knowledge.Extensions.CodeFrames;

/// <summary>Marks comments, strings, numbers, options, variables and key words of code for the style sheet. It knows shapes, not grammars: what it does not know stays plain.</summary>
internal static class CodePainter
{
    private static readonly FrozenDictionary<string, Language> Languages = new Dictionary<string, Language>
    {
        ["sh"] = new("#", "for in do done if then else fi while case esac function export local set cat sudo exit return", Variables: true),
        ["python"] = new("#", "import from as def return for in if elif else while try except finally raise with class lambda None True False and or not pass print"),
        ["c"] = new("//", "int char struct return if else for while void const static unsigned long sizeof include define"),
        ["go"] = new("//", "func return if else for range package import var const type struct nil defer go err"),
        ["java"] = new("//", "new return if else for while class public private static final void int null import try catch throw"),
        ["js"] = new("//", "const let var function return if else for while new await async import from null true false"),
        ["csharp"] = new("//", "using var new return if else foreach for while class public private static await async null true false"),
        ["yaml"] = new("#", "true false null"),
        ["nginx"] = new("#", "server upstream location proxy_pass keepalive on off http listen"),
        ["haproxy"] = new("#", "frontend backend defaults server timeout option global listen bind"),
        ["ini"] = new("#", ""),
        ["sql"] = new("--", "select from where set show global variables like and or"),
        ["json"] = new("", "true false null"),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> OtherNames = new Dictionary<string, string>
    {
        ["bash"] = "sh", ["shell"] = "sh", ["console"] = "sh", ["py"] = "python", ["javascript"] = "js", ["cs"] = "csharp", ["conf"] = "ini", ["yml"] = "yaml",
    }.ToFrozenDictionary();

    /// <summary>The code as HTML, escaped; null for a language that is not known.</summary>
    public static string? Paint(string code, string name)
    {
        if (!Languages.TryGetValue(OtherNames.GetValueOrDefault(name, name), out Language? language))
        {
            return null;
        }

        var html = new StringBuilder(code.Length * 2);
        int position = 0;
        while (position < code.Length)
        {
            var (length, mark) = Next(code, position, language);
            string text = WebUtility.HtmlEncode(code.Substring(position, length));
            html.Append(mark is null ? text : $"<span class=\"c-{mark}\">{text}</span>");
            position += length;
        }

        return html.ToString();
    }

    private static (int Length, string? Mark) Next(string code, int at, Language language)
    {
        char letter = code[at];
        bool starts = at == 0 || char.IsWhiteSpace(code[at - 1]);
        if (language.Comment.Length > 0 && string.CompareOrdinal(code, at, language.Comment, 0, language.Comment.Length) == 0 && (starts || language.Comment != "#"))
        {
            return (Run(code, at, static c => c != '\n'), "com");
        }

        if (letter is '"' or '\'')
        {
            int end = code.IndexOf(letter, at + 1);
            return end < 0 ? (1, null) : (end - at + 1, "str");
        }

        if (language.Variables && letter == '$')
        {
            return (1 + Run(code, at + 1, static c => char.IsLetterOrDigit(c) || c is '_' or '{' or '}'), "var");
        }

        if (language.Variables && letter == '-' && starts)
        {
            return (Run(code, at, static c => char.IsLetterOrDigit(c) || c == '-'), "opt");
        }

        if (char.IsAsciiDigit(letter))
        {
            int length = Run(code, at, static c => char.IsLetterOrDigit(c) || c is '.' or '_');
            return (length, "num");
        }

        if (char.IsLetter(letter) || letter == '_')
        {
            int length = Run(code, at, static c => char.IsLetterOrDigit(c) || c is '_' or '.' or '-');
            return (length, language.Words.Contains(code.Substring(at, length)) ? "key" : null);
        }

        return (1, null);
    }

    private static int Run(string code, int at, Func<char, bool> belongs)
    {
        int end = at;
        while (end < code.Length && belongs(code[end]))
        {
            end++;
        }

        return end - at;
    }

    private sealed record Language(string Comment, string Keys, bool Variables = false)
    {
        public FrozenSet<string> Words { get; } = Keys.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
    }
}
