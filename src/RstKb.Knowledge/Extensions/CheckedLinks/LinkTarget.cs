namespace RstKb.Knowledge.Extensions.CheckedLinks;

/// <summary>Where a link leads, as a browser would understand its address.</summary>
internal enum LinkTarget
{
    /// <summary>A path, a query or a fragment of this site.</summary>
    Here,

    /// <summary>Another host, over http or https.</summary>
    Outside,

    Mail,

    /// <summary>A scheme that could run code or start a program.</summary>
    Refused,
}
