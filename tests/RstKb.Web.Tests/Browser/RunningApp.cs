using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace RstKb.Web.Tests.Browser;

/// <summary>The real program in a process of its own, with a data folder of its own. It can be stopped and started again.</summary>
public sealed class RunningApp : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly int port = FreePort();
    private Process? process;

    /// <summary>Where the program listens, without a final slash.</summary>
    public string Address => $"http://127.0.0.1:{port}";

    public string DataFolder { get; } = Directory.CreateTempSubdirectory("rstkb-browser-").FullName;

    public static async Task<RunningApp> StartNewAsync()
    {
        var app = new RunningApp();
        await app.StartAsync();
        return app;
    }

    public async Task RestartAsync()
    {
        Stop();
        await StartAsync();
    }

    public ValueTask DisposeAsync()
    {
        Stop();
        Directory.Delete(DataFolder, recursive: true);
        return ValueTask.CompletedTask;
    }

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(ProgramPath());
        start.ArgumentList.Add("--urls");
        start.ArgumentList.Add(Address);
        start.Environment["RSTKB_DATA"] = DataFolder;
        process = Process.Start(start) ?? throw new InvalidOperationException("The program did not start.");
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = new List<string>();
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
            {
                ready.TrySetException(new InvalidOperationException($"The program ended before it was ready: {string.Join('\n', said)}"));
                return;
            }

            said.Add(line.Data);
            if (line.Data.Contains("RstKb is ready at", StringComparison.Ordinal))
            {
                ready.TrySetResult();
            }
        };
        process.ErrorDataReceived += (_, line) => said.Add(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await ready.Task.WaitAsync(StartLimit);
    }

    /// <summary>Ends it as a power cut would.</summary>
    public void Stop()
    {
        if (process is { HasExited: false })
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        process?.Dispose();
        process = null;
    }

    /// <summary>The program lies beside the tests in the build output, under its own name.</summary>
    private static string ProgramPath()
    {
        string own = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        string configuration = Path.GetFileName(own);
        string bin = Path.GetDirectoryName(Path.GetDirectoryName(own))!;
        return Path.Combine(bin, "RstKb.Web", configuration, "RstKb.Web.dll");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
