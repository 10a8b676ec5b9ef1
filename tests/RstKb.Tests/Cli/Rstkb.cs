using System.Diagnostics;

namespace RstKb.Tests.Cli;

/// <summary>Runs the command line as its users do: a process with words, pipes and an exit code.</summary>
public static class Rstkb
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "rstkb.exe" : "rstkb");

    public static Task<Outcome> RunAsync(params string[] words) => RunAsync(null, words);

    /// <param name="input">What comes through standard input; null leaves it empty.</param>
    /// <param name="words">The call's words.</param>
    public static async Task<Outcome> RunAsync(byte[]? input, params string[] words)
    {
        var start = new ProcessStartInfo(Program, words) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input ?? []);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading all of it, as it may.
        }

        await process.WaitForExitAsync();
        return new Outcome(process.ExitCode, await output, await error);
    }
}
