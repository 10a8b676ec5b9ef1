namespace RstKb.Web.Components.Controls;

/// <summary>The four stages of a connection by which the causes are ordered.</summary>
public static class Stages
{
    /// <summary>One stage.</summary>
    /// <param name="Key">As articles name it.</param>
    /// <param name="Name">As pages name it.</param>
    /// <param name="Text">One sentence.</param>
    /// <param name="Icon">Its icon.</param>
    public sealed record Stage(string Key, string Name, string Text, string Icon);

    /// <summary>In the order of a connection's life.</summary>
    public static IReadOnlyList<Stage> All { get; } =
    [
        new("connecting", "While connecting", "A SYN went out; a reset came instead of a connection.", "handshake"),
        new("sending", "While sending", "Data was flowing, or was just asked for.", "send"),
        new("silence", "After silence", "Nothing was sent for a while; the next packet drew a reset.", "clock"),
        new("closing", "While closing", "A FIN was already there.", "close"),
    ];

    /// <summary>The stage of a key, or null.</summary>
    public static Stage? Find(string? key) => All.FirstOrDefault(stage => stage.Key == key);
}
