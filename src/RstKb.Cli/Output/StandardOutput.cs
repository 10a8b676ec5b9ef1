using System.Text;
using RstKb.Knowledge.Terminal;

namespace RstKb.Cli.Output;

/// <summary>Standard output, in UTF-8, buffered. Styles are written only where a person reads them.</summary>
internal sealed class StandardOutput : IDisposable
{
    private const int BufferBytes = 1 << 16;
    private const int UsualWidth = 80;
    private const int WidestProse = 100;
    private const int TableColumns = 100;

    /// <summary>What <see cref="Dim"/> and <see cref="Green"/> are to a terminal.</summary>
    public const string DimCode = "2";
    public const string GreenCode = "32";

    private readonly Stream _stream = Console.OpenStandardOutput();
    private readonly StreamWriter _writer;

    public StandardOutput(bool noColor)
    {
        _writer = new StreamWriter(_stream, new UTF8Encoding(false), BufferBytes) { AutoFlush = false, NewLine = "\n" };
        IsTerminal = !Console.IsOutputRedirected;
        IsStyled = IsTerminal && !noColor
            && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            && Environment.GetEnvironmentVariable("TERM") != "dumb";
    }

    public bool IsTerminal { get; }

    /// <summary>Does a person who wants colours read this?</summary>
    public bool IsStyled { get; }

    /// <summary>Columns for running text.</summary>
    public int ProseWidth => IsTerminal ? Math.Clamp(Console.WindowWidth, 40, WidestProse) : UsualWidth;

    /// <summary>Columns for a table; a file and a pipe get as many as a usual window has.</summary>
    public int TableWidth => IsTerminal ? Math.Max(Console.WindowWidth, TableColumns) : TableColumns;

    /// <summary>The bytes below the writer; flush the writer first.</summary>
    public Stream Bytes
    {
        get
        {
            _writer.Flush();
            return _stream;
        }
    }

    public void Line(string text = "") => _writer.WriteLine(text);

    public void Line(ReadOnlySpan<char> text) => _writer.WriteLine(text);

    /// <summary>Whole lines, in UTF-8.</summary>
    public void Lines(ReadOnlySpan<byte> text) => Bytes.Write(text);

    public string Bold(string text) => Styled(text, "1");

    public string Dim(string text) => Styled(text, DimCode);

    public string Red(string text) => Styled(text, "31");

    public string Green(string text) => Styled(text, GreenCode);

    public string Cyan(string text) => Styled(text, "36");

    /// <summary>Running text, broken at blanks, each line set in by the indent; the first line may start with something else.</summary>
    public void Prose(string text, string indent = "", string? first = null)
    {
        foreach (string line in TextWrap.Lines(text, ProseWidth - indent.Length))
        {
            Line($"{first ?? indent}{line}");
            first = null;
        }
    }

    public void Dispose() => _writer.Dispose();

    private string Styled(string text, string code) => IsStyled ? $"\e[{code}m{text}\e[0m" : text;
}
