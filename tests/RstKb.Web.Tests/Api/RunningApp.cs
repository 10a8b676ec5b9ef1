using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using RstKb.Tests.House;

namespace RstKb.Web.Tests.Api;

/// <summary>The whole app over real HTTP, with a data folder of its own.</summary>
public sealed class RunningApp : IAsyncDisposable
{
    private readonly WebApplicationFactory<Program> _factory;
    private readonly bool _deletes;

    private RunningApp(string folder, bool deletes, (string Key, string Value)[] settings)
    {
        Folder = folder;
        _deletes = deletes;
        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(builder =>
        {
            builder.UseEnvironment("Production");
            builder.UseSetting("RSTKB_DATA", folder);
            builder.UseSetting("urls", "http://127.0.0.1:0");
            foreach ((string key, string value) in settings)
            {
                builder.UseSetting(key, value);
            }
        });
        _factory.UseKestrel(0);
        _factory.StartServer();
        Http = new HttpClient { BaseAddress = _factory.ClientOptions.BaseAddress };
    }

    /// <summary>The data folder.</summary>
    public string Folder { get; }

    public HttpClient Http { get; }

    /// <summary>A new app with an empty folder.</summary>
    public static RunningApp Start(params (string Key, string Value)[] settings) =>
        new(Directory.CreateTempSubdirectory("rstkb-web-").FullName, true, settings);

    /// <summary>The app again on the folder of one that was stopped.</summary>
    public static RunningApp Restart(string folder) => new(folder, true, []);

    /// <summary>Stops it and leaves the folder.</summary>
    public async Task<string> StopAsync()
    {
        Http.Dispose();
        await _factory.DisposeAsync();
        return Folder;
    }

    /// <summary>Sends a body as a capture.</summary>
    public async Task<HttpResponseMessage> PutAsync(HttpContent body, string query = "name=x.pcap", bool own = true, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/captures?{query}") { Content = body };
        if (own)
        {
            request.Headers.Add("X-RstKb-Client", "test");
        }

        return await Http.SendAsync(request, cancellationToken);
    }

    /// <summary>Sends a capture of the corpus; the answer's three fields.</summary>
    public async Task<(string Case, string Url, string Report)> AcceptAsync(string capture)
    {
        using HttpResponseMessage response = await PutAsync(Capture(capture), $"name={capture}");
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        JsonElement answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return (answer.GetProperty("case").GetString()!, answer.GetProperty("url").GetString()!, answer.GetProperty("report").GetString()!);
    }

    /// <summary>The events of a progress stream to its end.</summary>
    public async Task<List<JsonElement>> EventsAsync(string address)
    {
        using HttpResponseMessage response = await Http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        var events = new List<JsonElement>();
        await foreach (SseItem<string> item in SseParser.Create(await response.Content.ReadAsStreamAsync()).EnumerateAsync())
        {
            events.Add(JsonSerializer.Deserialize<JsonElement>(item.Data));
        }

        return events;
    }

    public static ByteArrayContent Capture(string name) => new(File.ReadAllBytes(Inputs.File(name)));

    /// <summary>Files of captures, whole or in parts.</summary>
    public IEnumerable<string> Captures() =>
        new[] { "captures", "incoming" }.SelectMany(part => Directory.EnumerateFiles(Path.Combine(Folder, part), "*", SearchOption.AllDirectories));

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_deletes)
        {
            Directory.Delete(Folder, true);
        }
    }
}
