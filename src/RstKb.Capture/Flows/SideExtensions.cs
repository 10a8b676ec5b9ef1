namespace RstKb.Capture.Flows;

/// <summary>What can be said of a side.</summary>
public static class SideExtensions
{
    public static Side Other(this Side side) => side == Side.Client ? Side.Server : Side.Client;

    /// <summary>The report's word: <c>client</c> or <c>server</c>.</summary>
    public static string Word(this Side side) => side == Side.Client ? "client" : "server";
}
