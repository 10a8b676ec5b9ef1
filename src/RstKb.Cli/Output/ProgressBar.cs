using System.Diagnostics;
using RstKb.Diagnosis;

namespace RstKb.Cli.Output;

/// <summary>One line on standard error that shows how far the analysis has come and goes away at its end.</summary>
internal sealed class ProgressBar : IProgress<AnalysisProgress>, IDisposable
{
    private const int Boxes = 24;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly long? _length;
    private readonly Stopwatch _sinceDrawn = Stopwatch.StartNew();
    private bool _drawn;

    private ProgressBar(long? length) => _length = length;

    /// <summary>A bar where a person can see it, else null.</summary>
    public static ProgressBar? Start(bool quiet, long? length) => quiet || Console.IsErrorRedirected ? null : new ProgressBar(length);

    public void Report(AnalysisProgress value)
    {
        if (_sinceDrawn.Elapsed < Pause)
        {
            return;
        }

        _sinceDrawn.Restart();
        _drawn = true;
        string share = "";
        if (_length is > 0 and { } length)
        {
            double done = Math.Clamp((double)value.Bytes / length, 0, 1);
            int full = (int)(done * Boxes);
            share = $"[{new string('#', full)}{new string('.', Boxes - full)}] {done,4:P0} ";
        }

        Console.Error.Write($"\r\e[K{value.State} {share}{value.Bytes / 1e6:N1} MB, {value.Packets:N0} packets, {value.Flows:N0} flows, {value.Resets:N0} reset");
    }

    public void Clear()
    {
        if (_drawn)
        {
            Console.Error.Write("\r\e[K");
            _drawn = false;
        }
    }

    public void Dispose() => Clear();
}
