using Microsoft.AspNetCore.Components;

namespace RstKb.Web.Components.Case;

/// <summary>What a form that changes one part of the view sends of the others, as hidden fields around its own: in the order of the address, so that equal views have equal addresses.</summary>
public static class QueryFields
{
    /// <summary>The parts that stand before the form's own.</summary>
    /// <param name="own">Names of the form's own parts; the chosen row never goes along.</param>
    public static RenderFragment Before(CaseQuery query, params string[] own)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Of(query.Pairs().TakeWhile(pair => !own.Contains(pair.Name)), own);
    }

    /// <summary>The parts that stand after the form's own.</summary>
    /// <param name="own">As for <see cref="Before"/>.</param>
    public static RenderFragment After(CaseQuery query, params string[] own)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Of(query.Pairs().SkipWhile(pair => !own.Contains(pair.Name)), own);
    }

    private static RenderFragment Of(IEnumerable<(string Name, string? Value)> pairs, string[] own) => builder =>
    {
        foreach (var (name, value) in pairs.Where(pair => pair.Value is not null && pair.Name != "row" && !own.Contains(pair.Name)))
        {
            builder.OpenElement(0, "input");
            builder.AddAttribute(1, "type", "hidden");
            builder.AddAttribute(2, "name", name);
            builder.AddAttribute(3, "value", value);
            builder.CloseElement();
        }
    };
}
