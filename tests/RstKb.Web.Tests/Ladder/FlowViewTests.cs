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
        var segments = flow.Timeline().Segments;

        var (relative, absolute) = (await RenderAsync(flow, new FlowQuery()), await RenderAsync(flow, new FlowQuery { Absolute = true }));

        // What the page's script reckons with: the first number of either end, from which each of the two follows from the other.
        var starts = Starts().Match(relative).Groups[1].Value.Split(' ').Select(uint.Parse).ToArray();
        Assert.Equal(segments.Select(segment => segment.SequenceNumber), Shown("seq", absolute));
        Assert.Equal(segments.Where(segment => segment.AcknowledgmentNumber is not null).Select(segment => segment.AcknowledgmentNumber!.Value), Shown("ack", absolute));
        Assert.Equal(Shown("seq", absolute), Shown("seq", relative).Zip(segments, (number, segment) => unchecked(number + starts[segment.From == "client" ? 0 : 1])));
    }

    [Fact]
    public async Task Row_says_of_its_packet_only_what_differs_from_its_sender()
    {
        var flow = new FlowBuilder().Handshake().Exchange(3).Add("server", "RST", ttl: 64);
        flow.Evidence("ttl-differs", ["closed-port"], [], flow.LastPacket);

        var html = await RenderAsync(flow, new FlowQuery());

        var details = Detail().Matches(html).Select(match => System.Net.WebUtility.HtmlDecode(match.Groups[1].Value)).ToList();
        Assert.Equal(flow.Count, details.Count);
        Assert.DoesNotContain(details, detail => detail.Contains("203.0.113.80", StringComparison.Ordinal));
        Assert.Contains("10.0.0.5 → 203.0.113.80", System.Net.WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.StartsWith("~64|usually 47|1~", details[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_times_stand_on_a_scale_of_powers_of_ten()
    {
        var flow = new FlowBuilder().Handshake();
        for (var i = 0; i < 3; i++)
        {
            flow.Add("client", "PSH,ACK", 100).Wait(.03).Add("server", "PSH,ACK", 300);
        }

        flow.Add("client", "PSH,ACK", 100).Wait(.002).Add("server", "RST,ACK");

        var picture = (await RenderAsync(flow, new FlowQuery())).Split("How soon the server answered")[1].Split("</div>")[0];

        Assert.Equal(["1 ms", "10 ms", "100 ms"], Scale().Matches(picture).Select(match => match.Value));
        Assert.Contains("4 other answers took 20.1 ms to 30.1 ms.", picture, StringComparison.Ordinal);
        Assert.Contains("the reset, after 2.10 ms", picture, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_of_the_wire_is_escaped()
    {
        var flow = new FlowBuilder().Handshake().Add("client", "PSH,ACK", 10, content: "<script>alert(1)</script>").Add("server", "RST");

        Assert.DoesNotContain("<script>", await RenderAsync(flow, new FlowQuery()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FlowTime.SinceStart, "0.040500", null)]
    [InlineData(FlowTime.SincePrevious, "+20.0 ms", "0.040500")]
    [InlineData(FlowTime.Utc, "09:14:22.147500", "0.040500")]
    [InlineData(FlowTime.Local, "09:14:22.147500", "0.040500")]
    public async Task Quoted_error_shows_the_time_that_the_packets_show(FlowTime time, string shown, string? seconds)
    {
        var flow = new FlowBuilder().Handshake().Exchange(1).Error("host unreachable").Add("server", "RST");
        var error = flow.LastPacket - 3;

        var (ladder, table) = (await RenderAsync(flow, new FlowQuery { Time = time }), await RenderAsync(flow, new FlowQuery { Time = time, AsTable = true }));

        var row = ladder.Split($"id=\"p{error}\"")[1].Split("</div>")[0];
        Assert.Contains($"<span class=\"c tm\" role=\"gridcell\">{shown.Replace("+", "&#x2B;", StringComparison.Ordinal)}</span>", row, StringComparison.Ordinal);
        Assert.Equal(seconds, At().Match(row) is { Success: true } at ? at.Groups[1].Value : null);
        Assert.Equal([$"{error}", shown, "192.0.2.1", "ICMP", "", "", "", "", "62", "", "host unreachable, quotes the client’s seq 1"], Cells(table).Single(cells => cells[0] == $"{error}"));
    }

    [Fact]
    public async Task Table_says_of_each_packet_what_the_ladder_says()
    {
        var flow = new FlowBuilder().Add("client", "PSH,ACK", 100, content: "HTTP POST").Add("server", "ACK", tags: ["TCP Dup ACK 3#1"]).Bulk(200).Add("server", "RST", ttl: 64);
        flow.Evidence("ttl-differs", ["closed-port"], [], 6, flow.LastPacket).Evidence("ttl-same", [], ["closed-port"], flow.LastPacket);

        var html = await RenderAsync(flow, new FlowQuery { AsTable = true });

        var rows = Cells(html);
        Assert.Equal("The capture starts in the middle of this connection: no SYN was seen", Assert.Single(rows[0]));
        Assert.Equal(("HTTP POST", ""), (rows[1][10], rows[1][9]));
        Assert.Equal(("TCP Dup ACK 3#1", "1"), (rows[2][10], rows[2][9]));
        Assert.Equal(("The reset", "1 a"), (rows[^1][10], rows[^1][9]));
        Assert.Equal(flow.Count + 1, rows.Count);
        Assert.DoesNotContain("class=\"keybar\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Times_to_live_lie_close_together_both_have_labels_that_do_not_touch()
    {
        var flow = new FlowBuilder().Add("server", "SYN,ACK", ttl: 255).Add("server", "ACK", ttl: 1).Add("server", "ACK", ttl: 63).Add("server", "ACK", ttl: 63).Add("server", "RST", ttl: 64);

        var plot = Plot(await RenderAsync(flow, new FlowQuery()));

        var labels = PlotLabel().Matches(plot).ToDictionary(match => match.Groups[2].Value, match => double.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(["255", "63", "64"], labels.Keys.Order(StringComparer.Ordinal));
        Assert.True(labels["63"] - labels["64"] >= 12);
        Assert.Contains("mostly 63, 64 on the reset", plot, StringComparison.Ordinal);
    }

    [Fact]
    public async Task End_sent_nothing_but_its_reset_there_is_no_plot_of_its_time_to_live()
    {
        var html = await RenderAsync(new FlowBuilder().Add("client", "SYN").Add("server", "RST,ACK"), new FlowQuery());

        Assert.DoesNotContain("of every packet", html, StringComparison.Ordinal);
        Assert.Contains("of every packet", await RenderAsync(new FlowBuilder().Handshake().Add("server", "RST"), new FlowQuery()), StringComparison.Ordinal);
    }

    private static string Plot(string html) => html.Split("Time to live of the packets")[1].Split("</section>")[0];

    private static List<string[]> Cells(string html) => html.Split("<tbody>")[1].Split("</tbody>")[0].Split("<tr>").Skip(1)
        .Select(row => row.Split("<td").Skip(1).Select(cell => System.Net.WebUtility.HtmlDecode(Tag().Replace(cell[(cell.IndexOf('>', StringComparison.Ordinal) + 1)..], "")).Trim()).ToArray()).ToList();

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

    [GeneratedRegex("(?<=>)[\\d,]+ (?:s|ms|µs)(?=<)")]
    private static partial Regex Scale();

    [GeneratedRegex("id=\"p\\d+\"")]
    private static partial Regex RowId();

    private static List<uint> Shown(string word, string html) =>
        Number().Matches(html).Where(match => match.Groups[1].Value == word).Select(match => uint.Parse(match.Groups[2].Value.Replace(",", "", StringComparison.Ordinal))).ToList();

    [GeneratedRegex("<i>(seq|ack)</i>([\\d,]+)<")]
    private static partial Regex Number();

    [GeneratedRegex("data-starts=\"([\\d ]+)\"")]
    private static partial Regex Starts();

    [GeneratedRegex("data-at=\"([\\d.]+)\"")]
    private static partial Regex At();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("<text (?:class=\"hot\" )?x=\"28\" y=\"([\\d.]+)\" text-anchor=\"end\">(\\d+)<")]
    private static partial Regex PlotLabel();

    [GeneratedRegex("data-detail=\"([^\"]*)\"")]
    private static partial Regex Detail();
}
