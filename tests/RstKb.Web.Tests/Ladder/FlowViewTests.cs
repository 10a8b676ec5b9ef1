using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RstKb.Web.Components.Controls;
using RstKb.Web.Components.Flow;

namespace RstKb.Web.Tests.Ladder;

public sealed partial class FlowViewTests
{
    [Fact]
    public async Task First_html_holds_verdict_ladder_and_evidence()
    {
        var flow = new FlowBuilder().Handshake().Exchange(2).Add("server", "RST");
        flow.Evidence("ttl-differs", ["closed-port"], [], flow.LastPacket);

        var html = await RenderAsync(flow, new FlowQuery());

        Assert.Contains("Nothing listens on this port", html, StringComparison.Ordinal);
        Assert.Contains("The reset has TTL 64.", html, StringComparison.Ordinal);
        Assert.Equal(flow.Count, RowId().Count(html));
        Assert.Contains($"id=\"p{flow.LastPacket}\" aria-selected=\"true\" tabindex=\"0\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Relative_and_absolute_numbers_stand_in_the_markup_and_agree()
    {
        var flow = new FlowBuilder().Handshake().Exchange(5).Add("server", "RST");
        var starts = flow.Timeline().Segments.Select(segment => unchecked(segment.SequenceNumber - segment.RelativeSequenceNumber)).ToHashSet();

        var html = await RenderAsync(flow, new FlowQuery { Absolute = true });

        var pairs = NumberPair().Matches(html).Select(match => (Relative: uint.Parse(match.Groups[1].Value.Replace(",", "", StringComparison.Ordinal)), Absolute: uint.Parse(match.Groups[2].Value), Shown: uint.Parse(match.Groups[3].Value))).ToList();
        Assert.NotEmpty(pairs);
        Assert.All(pairs, pair => Assert.Equal(pair.Absolute, pair.Shown));
        Assert.All(pairs, pair => Assert.Contains(unchecked(pair.Absolute - pair.Relative), starts));
    }

    [Fact]
    public async Task Text_of_the_wire_is_escaped()
    {
        var flow = new FlowBuilder().Handshake().Add("client", "PSH,ACK", 10, content: "<script>alert(1)</script>").Add("server", "RST");

        Assert.DoesNotContain("<script>", await RenderAsync(flow, new FlowQuery()), StringComparison.Ordinal);
    }

    private static async Task<string> RenderAsync(FlowBuilder flow, FlowQuery query)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(new CauseTitles(new Dictionary<string, string> { ["closed-port"] = "Nothing listens on this port" }));
        await using var provider = services.BuildServiceProvider();
        await using var renderer = new HtmlRenderer(provider, provider.GetRequiredService<ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<FlowView>(ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(FlowView.Report)] = flow.Report(),
            [nameof(FlowView.Timeline)] = flow.Timeline(),
            [nameof(FlowView.Query)] = query,
            [nameof(FlowView.Place)] = new FlowPlace { Root = "/c/x", Origin = "http://localhost" },
        }))).ToHtmlString());
    }

    [GeneratedRegex("id=\"p\\d+\"")]
    private static partial Regex RowId();

    [GeneratedRegex("data-rel=\"([\\d,]+)\" data-abs=\"(\\d+)\">(\\d+)<")]
    private static partial Regex NumberPair();
}
