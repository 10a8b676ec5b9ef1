using System.CommandLine;
using System.Net;
using System.Text.Json;
using RstKb.Cli.Input;
using RstKb.Cli.Output;

namespace RstKb.Cli.Commands;

/// <summary><c>rstkb upload</c>: makes a case on a server and prints its link.</summary>
internal static class UploadCommand
{
    /// <summary>The server asks for this header, since a page of another site cannot send it.</summary>
    private const string ClientHeader = "X-RstKb-Client";

    public static Command Create()
    {
        var capture = new Argument<string>("CAPTURE") { Description = "A pcap, pcapng or snoop file, also compressed with gzip, lz4 or zstd; - reads standard input." };
        var server = Words.WebAddress("--to", "The server, for instance http://localhost:5080.");
        var command = new Command("upload", "Make a case on a server and print its link.") { capture, server };
        command.SetAction((call, cancelled) => Run(call.GetValue(capture)!, call.GetValue(server)!, cancelled));
        return command;
    }

    private static async Task<int> Run(string capture, Uri server, CancellationToken cancelled)
    {
        await using var file = CaptureInput.OpenOnce(capture, out string name);
        var root = new Uri($"{server.GetLeftPart(UriPartial.Path).TrimEnd('/')}/");
        using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(root, $"api/v1/captures?name={Uri.EscapeDataString(name)}"))
        {
            Content = new StreamContent(file, 1 << 16),
        };
        request.Headers.Add(ClientHeader, "rstkb");

        // A server that will not take the capture says so before it is sent.
        request.Headers.ExpectContinue = true;
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancelled);
            string answer = await response.Content.ReadAsStringAsync(cancelled);
            if (response.StatusCode != HttpStatusCode.Created)
            {
                throw new CommandFailure(ExitCodes.Unreadable, $"{name}: the server did not take it (status {(int)response.StatusCode}): {ReasonIn(answer)}");
            }

            using var output = new StandardOutput(true);
            output.Line(new Uri(root, TextOf(answer, "url") ?? throw new JsonException()).ToString());
            return ExitCodes.Done;
        }
        catch (HttpRequestException flaw)
        {
            throw new CommandFailure(ExitCodes.Unreadable, $"{root}: {flaw.Message}");
        }
        catch (JsonException)
        {
            throw new CommandFailure(ExitCodes.Unreadable, $"{root}: what answers there is no RstKb server.");
        }
    }

    private static string ReasonIn(string problem)
    {
        try
        {
            return TextOf(problem, "detail") ?? TextOf(problem, "title") ?? "it did not say why.";
        }
        catch (JsonException)
        {
            return "it did not say why.";
        }
    }

    private static string? TextOf(string json, string name)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }
}
