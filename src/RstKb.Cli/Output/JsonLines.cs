using System.Text.Json;
using RstKb.Diagnosis;
using RstKb.Diagnosis.Report;

namespace RstKb.Cli.Output;

/// <summary>
/// One line for the capture, then one for each reset flow in order of its number. Flows end in another order than they begin, so lines that come
/// early wait.
/// </summary>
internal sealed class JsonLines : IDisposable
{
    private const int BufferBytes = 1 << 18;

    private readonly BufferedStream _bytes;
    private readonly StandardOutput _output;
    private readonly CaptureSurvey _survey;
    private readonly LineStore _waiting = new();
    private int _next;

    public JsonLines(StandardOutput output, AnalysisReport report, CaptureSurvey survey)
    {
        _output = output;
        _survey = survey;
        _bytes = new BufferedStream(output.Bytes, BufferBytes);
        var capture = new CaptureLine { EngineVersion = report.EngineVersion, Capture = report.Capture, Flows = report.Flows };
        JsonSerializer.Serialize(_bytes, capture, CaptureLineJson.Default.CaptureLine);
        _bytes.Flush();
        SkipToReset();
    }

    /// <summary>A flow's line; on any thread.</summary>
    public static byte[] Of(ResetReport reset) => JsonSerializer.SerializeToUtf8Bytes(reset, ReportJson.Default.ResetReport);

    /// <summary>Takes a flow's line, null where the flow was not asked for.</summary>
    public void Add(int flow, byte[]? json)
    {
        if (flow != _next)
        {
            _waiting.Keep(flow, json);
            return;
        }

        Write(json);
        Advance();
        while (_waiting.TryTake(_next, out ReadOnlySpan<byte> line))
        {
            Write(line);
            Advance();
        }
    }

    /// <summary>Writes what is still waiting.</summary>
    public void Complete()
    {
        foreach (int flow in _waiting.Numbers.ToArray())
        {
            if (_waiting.TryTake(flow, out ReadOnlySpan<byte> line))
            {
                Write(line);
            }
        }

        _bytes.Flush();
        _output.Line();
    }

    public void Dispose() => _waiting.Dispose();

    private void Write(ReadOnlySpan<byte> json)
    {
        if (!json.IsEmpty)
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
}
