using System.Text.Json;
using RstKb.Cli.Input;
using RstKb.Diagnosis;
using RstKb.Diagnosis.Report;

namespace RstKb.Cli.Output;

/// <summary>
/// One line for the capture, then one for each reset flow in order of its number. Flows end in another order than they begin, so lines that come
/// early wait: in memory, and in a temporary file where they are many.
/// </summary>
internal sealed class JsonLines : IDisposable
{
    private const long MostBytesInMemory = 64L << 20;

    private readonly Stream _bytes;
    private readonly StandardOutput _output;
    private readonly CaptureSurvey _survey;
    private readonly SortedDictionary<int, Line> _waiting = [];
    private SpoolFile? _spool;
    private long _inMemory;
    private long _spooled;
    private int _next;

    public JsonLines(StandardOutput output, AnalysisReport report, CaptureSurvey survey)
    {
        _output = output;
        _survey = survey;
        _bytes = output.Bytes;
        var capture = new CaptureLine { EngineVersion = report.EngineVersion, Capture = report.Capture, Flows = report.Flows };
        JsonSerializer.Serialize(_bytes, capture, CaptureLineJson.Default.CaptureLine);
        SkipToReset();
    }

    /// <summary>A flow's line; on any thread.</summary>
    public static byte[] Of(ResetReport reset) => JsonSerializer.SerializeToUtf8Bytes(reset, ReportJson.Default.ResetReport);

    /// <summary>Takes a flow's line, null where the flow was not asked for.</summary>
    public void Add(int flow, byte[]? json)
    {
        if (flow != _next)
        {
            Keep(flow, json);
            return;
        }

        Write(json);
        Advance();
        while (_waiting.Remove(_next, out Line line))
        {
            Write(Restore(line));
            Advance();
        }
    }

    /// <summary>Writes what is still waiting.</summary>
    public void Complete()
    {
        foreach (Line line in _waiting.Values)
        {
            Write(Restore(line));
        }

        _waiting.Clear();
        _output.Line();
    }

    public void Dispose() => _spool?.Dispose();

    private void Keep(int flow, byte[]? json)
    {
        if (json is null || _inMemory + json.Length <= MostBytesInMemory)
        {
            _inMemory += json?.Length ?? 0;
            _waiting.Add(flow, new Line(json, 0, 0));
            return;
        }

        _spool ??= SpoolFile.Create();
        _spool.Write(json);
        _waiting.Add(flow, new Line(null, _spooled, json.Length));
        _spooled += json.Length;
    }

    private byte[]? Restore(Line line)
    {
        if (line.Length == 0)
        {
            _inMemory -= line.Json?.Length ?? 0;
            return line.Json;
        }

        byte[] json = new byte[line.Length];
        _spool!.ReadAt(line.Offset, json);
        return json;
    }

    private void Write(byte[]? json)
    {
        if (json is not null)
        {
            _bytes.Write("\n"u8);
            _bytes.Write(json);
        }
    }

    private void Advance()
    {
        _next++;
        SkipToReset();
    }

    private void SkipToReset()
    {
        while (_next < _survey.Flows && !_survey.HasReset(_next))
        {
            _next++;
        }
    }

    /// <param name="Json">The line, where it is in memory.</param>
    /// <param name="Offset">Its place in the temporary file.</param>
    /// <param name="Length">Its bytes there; 0 where it is in memory.</param>
    private readonly record struct Line(byte[]? Json, long Offset, int Length);
}
