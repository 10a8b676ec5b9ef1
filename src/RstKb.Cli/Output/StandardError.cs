namespace RstKb.Cli.Output;

/// <summary>Standard error gets one line, however long the sentence came out.</summary>
internal static class StandardError
{
    public static void Say(string sentence) => Console.Error.WriteLine($"rstkb: {string.Join(' ', sentence.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}");
}
