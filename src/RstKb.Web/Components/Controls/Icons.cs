using System.Collections.Frozen;

namespace RstKb.Web.Components.Controls;

/// <summary>The shapes of the interface's icons: one SVG path each, drawn on 24 by 24 with a stroke of 1.6.</summary>
public static class Icons
{
    private static readonly FrozenDictionary<string, string> Paths = new Dictionary<string, string>
    {
        ["home"] = "M3 11.5 12 4l9 7.5M5.5 10v9.5h13V10",
        ["cases"] = "M4 6h16M4 12h16M4 18h16",
        ["book"] = "M12 6.5C10 5 7 4.5 3.5 5v13.5C7 18 10 18.5 12 20c2-1.5 5-2 8.5-1.5V5C17 4.5 14 5 12 6.5zM12 6.5V20",
        ["compass"] = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM15.5 8.5l-2 5-5 2 2-5z",
        ["upload"] = "M12 16V4M7 9l5-5 5 5M4 16v4h16v-4",
        ["download"] = "M12 4v12M7 11l5 5 5-5M4 20h16",
        ["search"] = "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16.5 16.5 21 21",
        ["copy"] = "M9 9h11v11H9zM5 15H4V4h11v1",
        ["link"] = "M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1-1",
        ["share"] = "M4 12v8h16v-8M12 15V3M8 7l4-4 4 4",
        ["filter"] = "M3 5h18l-7 8.5V20l-4-2v-4.5z",
        ["clock"] = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3.5 2",
        ["warning"] = "M12 3.5 22 20.5H2zM12 10v4.5M12 17.5v.2",
        ["check"] = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8 12.2l2.8 2.8L16 9.500",
        ["question"] = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.100.9-1.1 1.8M12 16.7v.2",
        ["info"] = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5.5M12 7.7v.2",
        ["sun"] = "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2.5M12 19.5V22M4.2 4.2 6 6M18 18l1.8 1.8M2 12h2.5M19.5 12H22M4.2 19.8 6 18M18 6l1.8-1.800",
        ["close"] = "M6 6l12 12M18 6 6 18",
        ["right"] = "M9 6l6 6-6 6",
        ["down"] = "M6 9l6 6 6-6",
        ["left"] = "M15 6l-6 6 6 6",
        ["plus"] = "M12 5v14M5 12h14",
        ["laptop"] = "M5 5h14v10H5zM2.5 19h19",
        ["server"] = "M4 4h16v6H4zM4 14h16v6H4zM8 7h.1M8 17h.1",
        ["eye"] = "M2 12s3.6-7 10-7 10 7 10 7-3.6 7-10 7S2 12 2 12zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
        ["box"] = "M4 8l8-4.5L20 8v8l-8 4.5L4 16zM4 8l8 4.5L20 8M12 12.5v8",
        ["file"] = "M6 3h8l5 5v13H6zM14 3v5h5",
        ["terminal"] = "M4 5h16v14H4zM7.5 9.5l3 2.5-3 2.5M13 15h4",
        ["expand"] = "M7 10l5-5 5 5M7 14l5 5 5-5",
        ["star"] = "M12 3.5l2.6 5.4 5.900.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9L3.5 9.7l5.9-.8z",
        ["lock"] = "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
        ["user"] = "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20.5c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.500",
        ["more"] = "M6 12h.1M12 12h.1M18 12h.1",
        ["handshake"] = "M4 9h11l-3-3M20 15H9l3 3",
        ["send"] = "M4 12h14M12 6l6 6-6 6",
        ["scissors"] = "M6 5.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM6 13.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM8 9.5 20 18M8 14.5 20 6",
        ["half"] = "M4 12h14M12 6l6 6-6 6",
        ["earlier"] = "M4 4v16M20 12H9M13 7l-5 5 5 5",
        ["columns"] = "M4 5h16v14H4zM9.5 5v14M14.5 5v14",
        ["drop"] = "M4 4l16 16M6 14a6 6 0 0 0 9.5 4.5M17.5 15c.3-4-5.5-11-5.5-11s-1.4 1.7-2.8 4",
    }.ToFrozenDictionary();

    /// <summary>The path of an icon.</summary>
    /// <exception cref="KeyNotFoundException">There is no icon of this name.</exception>
    public static string Path(string name) => Paths[name];
}
