namespace RstKb.Cli;

/// <summary>Ends the program with one line on standard error.</summary>
/// <param name="exitCode">One of <see cref="ExitCodes"/>.</param>
/// <param name="sentence">What is wrong and what to do.</param>
internal sealed class CommandFailure(int exitCode, string sentence) : Exception(sentence)
{
    public int ExitCode => exitCode;
}
