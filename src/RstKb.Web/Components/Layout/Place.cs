namespace RstKb.Web.Components.Layout;

/// <summary>The places of the rail.</summary>
public enum Place
{
    None,
    Upload,
    Cases,
    Causes,
    Guides,
}
