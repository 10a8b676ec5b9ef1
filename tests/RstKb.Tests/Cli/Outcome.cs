namespace RstKb.Tests.Cli;

/// <summary>What a call of the command line left behind.</summary>
public sealed record Outcome(int ExitCode, string Output, string Error)
{
    public string[] OutputLines => Output.TrimEnd('\n').Split('\n');

    /// <summary>Standard error as its one line, without the line's end.</summary>
    public string ErrorLine => Assert.Single(Error.TrimEnd('\n').Split('\n'));
}
