namespace RstKb.Cli;

/// <summary>What the program says to a script.</summary>
internal static class ExitCodes
{
    /// <summary>Done, whatever was found.</summary>
    public const int Done = 0;

    /// <summary>The call's words are wrong.</summary>
    public const int WrongWords = 2;

    /// <summary>The file cannot be read, is no capture, or the server did not take it; standard error says which and why, in one line.</summary>
    public const int Unreadable = 3;
}
