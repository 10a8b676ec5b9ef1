namespace RstKb.Web.Components.Controls;

/// <summary>The fixed words for what the report says in codes. Every page says the same thing with the same word.</summary>
public static class Words
{
    /// <summary>The level in one or two words, as tables show it.</summary>
    public static string Level(string level) => level switch { "likely" => "Likely", "possible" => "Possible", _ => "Cannot tell" };

    /// <summary>The level as the verdict card shows it.</summary>
    public static string LevelInFull(string level) => level switch { "likely" => "Likely", "possible" => "Possible", _ => "Cannot tell from this capture" };

    /// <summary>The style class of a level.</summary>
    public static string LevelClass(string level) => level switch { "likely" => "likely", "possible" => "possible", _ => "cannot" };

    public static string Harm(string harm) => harm switch { "harmful" => "Harmful", "benign" => "Benign", _ => "Not known" };

    public static string HarmIcon(string harm) => harm switch { "harmful" => "warning", "benign" => "check", _ => "question" };

    /// <summary>Harm as an article states it, for all resets of a cause.</summary>
    public static string UsualHarm(string harm) => harm switch { "harmful" => "Mostly harmful", "benign" => "Mostly benign", _ => "Depends" };

    /// <summary>Who sent it, as the end of a sentence.</summary>
    public static string Sender(string sentBy) => sentBy switch
    {
        "client" => "the client",
        "server" => "the server",
        "middlebox" => "a device on the path",
        _ => "not known",
    };

    /// <summary>Who sent it, as a label.</summary>
    public static string SenderLabel(string sentBy) => sentBy switch
    {
        "client" => "Client",
        "server" => "Server",
        "middlebox" => "Device on the path",
        _ => "Not known",
    };

    /// <summary>When in the life of the connection the reset came.</summary>
    public static string Stage(string stage) => stage switch
    {
        "syn" => "during the handshake, in answer to a SYN",
        "handshake" => "right after the handshake, before any data",
        "data" => "while data was being sent",
        "idle" => "after silence",
        "closing" => "while the connection was closing",
        "unseen" => "nothing of the connection before it is in the capture",
        _ => "not known",
    };

    /// <summary>The same in one word, for filters and tables.</summary>
    public static string StageLabel(string stage) => stage switch
    {
        "syn" => "Connecting",
        "handshake" => "Handshake",
        "data" => "Sending",
        "idle" => "After silence",
        "closing" => "Closing",
        _ => "Not seen",
    };

    /// <summary>Whether the receiver would take the reset.</summary>
    public static string Acceptable(string acceptable) => acceptable switch
    {
        "exact" => "its number is exactly the expected one",
        "window" => "its number is inside the window, so a modern receiver asks back",
        "outside" => "its number is outside the window, so the receiver ignores it",
        _ => "whether the receiver takes it cannot be seen",
    };

    /// <summary>Flags without commas, as the ladder shows them.</summary>
    public static string Flags(string flags) => flags.Replace(',', ' ');
}
