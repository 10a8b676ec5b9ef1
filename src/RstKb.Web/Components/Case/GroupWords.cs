using RstKb.Cases.Flows;
using RstKb.Web.Components.Controls;

namespace RstKb.Web.Components.Case;

/// <summary>The ends of a group in words: one address, or how many in which prefix.</summary>
public static class GroupWords
{
    /// <summary>For instance <c>24 hosts in 10.0.12.0/24</c>.</summary>
    public static string Clients(ResetGroup group) => group switch
    {
        { Clients: 1 } => group.ClientPrefix ?? "1 host",
        { ClientPrefix: null } => $"{Figures.Count(group.Clients)} hosts",
        _ => $"{Figures.Count(group.Clients)} hosts in {group.ClientPrefix}",
    };

    /// <summary>For instance <c>10.0.80.15:5432</c>, or <c>19 other servers in 10.0.31.0/24, port 443</c>.</summary>
    /// <param name="isAlone">True in a sentence, where the servers that the others are other than are not named.</param>
    public static string Servers(ResetGroup group, bool isAlone = false)
    {
        if (group.Server is { } one)
        {
            return one.ToString();
        }

        var other = group.ExceptServers.Count > 0 && !isAlone ? "other " : "";
        if (group.ServerPrefix is { } address && !address.Contains('/', StringComparison.Ordinal))
        {
            return $"{Figures.Count(group.Servers)} {other}ports of {address}";
        }

        var place = group.ServerPrefix is null ? "" : $" in {group.ServerPrefix}";
        var port = group.ServerPort is { } shared ? $", port {shared}" : "";
        return $"{Figures.Count(group.Servers)} {other}servers{place}{port}";
    }
}
