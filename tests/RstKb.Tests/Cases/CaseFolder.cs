using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RstKb.Capture;
using RstKb.Cases;
using RstKb.Cases.Intake;
using RstKb.Cases.Storage;
using RstKb.Diagnosis;

namespace RstKb.Tests.Cases;

/// <summary>A data folder of its own with everything that works on it, as the app puts it together. It goes away with the test.</summary>
public sealed class CaseFolder : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly bool _deletes;
    private ServiceProvider? _services;
    private Task _work = Task.CompletedTask;

    private CaseFolder(string path, bool deletes)
    {
        Path = path;
        _deletes = deletes;
    }

    public string Path { get; }

    public SetClock Clock { get; } = new();

    public T Get<T>()
        where T : notnull => _services!.GetRequiredService<T>();

    /// <summary>A prepared folder whose analyses run.</summary>
    public static Task<CaseFolder> OpenAsync(Func<CaseSettings, CaseSettings>? change = null, bool analyses = true, IFirstView? view = null) =>
        OpenAsync(Directory.CreateTempSubdirectory("rstkb-").FullName, true, change, analyses, view);

    /// <summary>The same folder again, as after a restart. The first one must be disposed before.</summary>
    public static Task<CaseFolder> ReopenAsync(string path) => OpenAsync(path, true, null, true, null);

    /// <summary>Stops and leaves the folder as it is.</summary>
    public async Task<string> CloseAsync()
    {
        await _stop.CancelAsync();
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _services!.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        return Path;
    }

    /// <summary>Everything under the folder but the database, its lock and empty folders.</summary>
    public IEnumerable<string> Captures() =>
        Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories).Where(file => !System.IO.Path.GetFileName(file).StartsWith("rstkb.", StringComparison.Ordinal));

    public CaseDatabase Database() => Get<IDbContextFactory<CaseDatabase>>().CreateDbContext();

    /// <summary>Sends a capture of the corpus and waits until its case is done.</summary>
    public async Task<string> AnalyseAsync(string capture, string? name = null)
    {
        await using FileStream file = File.OpenRead(House.Inputs.File(capture));
        AcceptedCapture accepted = await Get<CaptureIntake>().ReceiveAsync(file, new CaptureUpload(name ?? capture, file.Length, null));
        await Get<ProgressBoard>().OfCase(accepted.CaseId)!.Ended;
        return accepted.CaseId;
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        if (_deletes)
        {
            Directory.Delete(Path, true);
        }
    }

    private static async Task<CaseFolder> OpenAsync(string path, bool deletes, Func<CaseSettings, CaseSettings>? change, bool analyses, IFirstView? view)
    {
        var folder = new CaseFolder(path, deletes);
        var settings = new CaseSettings { DataFolder = path };
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(folder.Clock);
        services.AddSingleton(new CaptureLimits());
        services.AddSingleton<CaptureAnalyst>();
        services.AddCases(change?.Invoke(settings) ?? settings);
        if (view is not null)
        {
            services.AddSingleton(view);
        }

        folder._services = services.BuildServiceProvider();
        await folder.Get<CaseStart>().PrepareAsync();
        if (analyses)
        {
            folder._work = folder.Get<AnalysisQueue>().RunAsync(folder._stop.Token);
        }

        return folder;
    }
}
