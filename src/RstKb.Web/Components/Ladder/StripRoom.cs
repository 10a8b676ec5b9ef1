namespace RstKb.Web.Components.Ladder;

/// <summary>Where the words of a silence fit between the packets around it.</summary>
public enum StripRoom
{
    /// <summary>In no window.</summary>
    None,

    /// <summary>In a strip of 600 px and more.</summary>
    Wide,

    /// <summary>On a phone too.</summary>
    Everywhere,
}
