using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using RstKb.Tests.House;

namespace RstKb.Web.Tests.Api;

/// <summary>What the other side of a share link gets: as much as was chosen, through the dialog's own form.</summary>
public sealed partial class SharedViewTests
{
    [Fact]
    public async Task AddressesAreReplaced_NothingNamesATrueOneAndFiltersWork()
    {
        await using RunningApp app = RunningApp.Start();
        string id = await CaseOfAsync(app, "syn-scan");
        string[] addresses = await AddressesAsync(app, id);
        string link = await ShareAsync(app, id, ("Input.ReplaceAddresses", "true"), ("Input.View", "?server=" + addresses[1]));

        string entry = await app.Http.GetStringAsync(link);
        string overview = await app.Http.GetStringAsync(link + "?group=cause");
        string flow = await app.Http.GetStringAsync(link + "/f/0");

        Assert.All(new[] { entry, overview, flow }, page => Assert.All(addresses, address => Assert.DoesNotContain(address, page, StringComparison.Ordinal)));
        Assert.DoesNotContain("syn-scan.pcapng", entry, StringComparison.Ordinal);
        Assert.Contains("addresses replaced by stand-ins", entry, StringComparison.Ordinal);
        Assert.Equal(Rows(overview), Rows(entry));
        Assert.Contains("No flow matches", await app.Http.GetStringAsync($"{link}?server={addresses[1]}"), StringComparison.Ordinal);
        Assert.Equal(Rows(overview), Rows(await app.Http.GetStringAsync($"{link}?q={addresses[0][..5]}")));
    }

    [Fact]
    public async Task SliceWithReplacedAddresses_IsJudgedAsTheOriginal()
    {
        await using RunningApp app = RunningApp.Start();
        string id = await CaseOfAsync(app, "on-path-injection");
        string link = await ShareAsync(app, id, ("Input.ReplaceAddresses", "true"), ("Input.Scope", "slices"));

        byte[] slice = await app.Http.GetByteArrayAsync(link + "/f/0/capture");
        using HttpResponseMessage taken = await app.PutAsync(new ByteArrayContent(slice), "name=slice.pcapng");
        string again = taken.Headers.Location!.OriginalString[3..];

        JsonElement before = await ResetAsync(app, id);
        JsonElement after = await ResetAsync(app, again);
        Assert.Equal(before.GetProperty("verdict").GetProperty("cause").GetString(), after.GetProperty("verdict").GetProperty("cause").GetString());
        Assert.Equal(before.GetProperty("verdict").GetProperty("sentBy").GetString(), after.GetProperty("verdict").GetProperty("sentBy").GetString());
        Assert.Equal(before.GetProperty("packets").GetInt64(), after.GetProperty("packets").GetInt64());
        Assert.NotEqual(before.GetProperty("client").GetProperty("address").GetString(), after.GetProperty("client").GetProperty("address").GetString());
        Assert.DoesNotContain("GET /", System.Text.Encoding.Latin1.GetString(slice), StringComparison.Ordinal);
    }

    [Fact]
    public async Task VerdictsAreShared_NoPacketLeaves()
    {
        await using RunningApp app = RunningApp.Start();
        string id = await CaseOfAsync(app, "on-path-injection");
        string link = await ShareAsync(app, id, ("Input.Scope", "verdicts"));

        string flow = await app.Http.GetStringAsync(link + "/f/0");

        Assert.Contains("Packets are not part of this link.", flow, StringComparison.Ordinal);
        Assert.Contains("class=\"cause\"", flow, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"lad", flow, StringComparison.Ordinal);
        Assert.DoesNotContain("&lt;---", flow, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Http.GetAsync(link + "/f/0/capture")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Http.GetAsync(link + "/f/0/ladder.svg")).StatusCode);
        Assert.DoesNotContain("/compare", flow, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Http.GetAsync(link + "/f/0/compare")).StatusCode);
    }

    [Fact]
    public async Task HeadersAreShared_PictureOfTheLadderNamesStandInsAlsoInThePreview()
    {
        await using RunningApp app = RunningApp.Start();
        string id = await CaseOfAsync(app, "on-path-injection");
        string[] addresses = await AddressesAsync(app, id);
        string link = await ShareAsync(app, id, ("Input.ReplaceAddresses", "true"), ("Input.Scope", "headers"));

        string[] pictures = [await app.Http.GetStringAsync(link + "/f/0/ladder.svg"), await app.Http.GetStringAsync($"/c/{id}/preview/headers-14-addresses/f/0/ladder.svg")];

        Assert.All(pictures, picture => Assert.Contains("<svg", picture, StringComparison.Ordinal));
        Assert.All(pictures, picture => Assert.All(addresses, address => Assert.DoesNotContain(address, picture, StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.NotFound, (await app.Http.GetAsync($"/c/{id}/preview/verdicts-14/f/0/ladder.svg")).StatusCode);
    }

    [Fact]
    public async Task HeadersAreShared_FlowStandsBesideAHealthyOneUnderStandIns()
    {
        await using RunningApp app = RunningApp.Start();
        string id = await CaseOfAsync(app, "time-wait");
        string[] addresses = await AddressesAsync(app, id);
        string link = await ShareAsync(app, id, ("Input.ReplaceAddresses", "true"), ("Input.Password", "blue heron"));

        string locked = await app.Http.GetStringAsync(link + "/f/1/compare");
        string compared = await PostAsync(app, link + "/f/1/compare", "password", ("Password", "blue heron"));

        Assert.Contains("asks for a password", locked, StringComparison.Ordinal);
        Assert.Contains("one to the same server that was not", compared, StringComparison.Ordinal);
        Assert.Contains("FIN of both", compared, StringComparison.Ordinal);
        Assert.All(addresses, address => Assert.DoesNotContain(address, compared, StringComparison.Ordinal));
        Assert.DoesNotContain($"{link}/f/0\"", compared, StringComparison.Ordinal);
        Assert.Contains($"{link}/f/1/compare", await app.Http.GetStringAsync(link + "/f/1"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Http.GetAsync(link + "/f/0/compare")).StatusCode);
    }

    [Fact]
    public async Task PasswordIsAskedFor_NothingIsShownBeforeItIsRight()
    {
        await using RunningApp app = RunningApp.Start();
        string id = await CaseOfAsync(app, "syn-scan");
        string link = await ShareAsync(app, id, ("Input.Password", "blue heron"), ("Input.Scope", "slices"));

        string before = await app.Http.GetStringAsync(link);
        string wrong = await PostAsync(app, link + "/f/0", "password", ("Password", "grey heron"));
        using HttpResponseMessage early = await app.Http.GetAsync(link + "/f/0/capture");
        string right = await PostAsync(app, link + "/f/0", "password", ("Password", "blue heron"));

        Assert.Contains("asks for a password", before, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing listens", before, StringComparison.Ordinal);
        Assert.Contains("This is not the password", wrong, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, early.StatusCode);
        Assert.Contains("class=\"cause\"", right, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await app.Http.GetAsync(link + "/f/0/capture")).StatusCode);
    }

    private static int Rows(string page) => int.Parse(Shown().Match(page).Groups[1].Value, System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<string[]> AddressesAsync(RunningApp app, string id)
    {
        JsonElement reset = await ResetAsync(app, id);
        return [reset.GetProperty("client").GetProperty("address").GetString()!, reset.GetProperty("server").GetProperty("address").GetString()!];
    }

    private static async Task<JsonElement> ResetAsync(RunningApp app, string id) =>
        JsonDocument.Parse(await app.Http.GetStringAsync($"/api/v1/cases/{id}/report")).RootElement.GetProperty("resets")[0];

    /// <summary>Fills in the dialog; the path of the link.</summary>
    private static async Task<string> ShareAsync(RunningApp app, string id, params (string Name, string Value)[] fields) =>
        new Uri(Link().Match(await PostAsync(app, $"/c/{id}?share", "share", fields)).Groups[1].Value).AbsolutePath;

    private static async Task<string> PostAsync(RunningApp app, string address, string form, params (string Name, string Value)[] fields)
    {
        string page = await app.Http.GetStringAsync(address);
        string token = Token().Match(page).Groups[1].Value;
        using var body = new FormUrlEncodedContent([new("_handler", form), new("__RequestVerificationToken", token), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]);
        using HttpResponseMessage answer = await app.Http.PostAsync(address, body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task<string> CaseOfAsync(RunningApp app, string sample)
    {
        using HttpResponseMessage response = await app.PutAsync(new ByteArrayContent(await File.ReadAllBytesAsync(Samples.File(sample))), $"name={sample}.pcapng");
        string id = response.Headers.Location!.OriginalString[3..];
        Assert.Equal(HttpStatusCode.OK, (await app.Http.GetAsync($"/api/v1/cases/{id}/report")).StatusCode);
        return id;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("data-copy=\"(http[^\"]+/s/[^\"]+)\"")]
    private static partial Regex Link();

    [GeneratedRegex("([\\d,]+) of [\\d,]+</span>")]
    private static partial Regex Shown();
}
