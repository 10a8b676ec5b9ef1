using System.Net;
using System.Net.Sockets;
using System.Text;
using RstKb.Tests.House;

namespace RstKb.Tests.Cli;

public sealed class UploadCommandTests
{
    [Fact]
    public async Task Taken_PrintsTheLinkOfTheCase()
    {
        byte[] capture = await File.ReadAllBytesAsync(Inputs.File("closed-port.pcap"));
        using var server = new OneAnswerServer(201, """{ "case": "k7", "url": "/c/k7", "report": "/api/v1/cases/k7/report" }""");

        var outcome = await Rstkb.RunAsync("upload", Inputs.File("closed-port.pcap"), "--to", server.Address);

        Assert.Equal((0, $"{server.Address}/c/k7\n", ""), (outcome.ExitCode, outcome.Output, outcome.Error));
        var call = await server.Call;
        Assert.Equal(("PUT", "/api/v1/captures?name=closed-port.pcap", "rstkb"), (call.Method, call.PathAndQuery, call.Client));
        Assert.Equal(capture, call.Body);
    }

    [Fact]
    public async Task Refused_SaysWhatTheServerSaid()
    {
        using var server = new OneAnswerServer(422, """{ "title": "No capture", "detail": "The file is a text file." }""");

        var outcome = await Rstkb.RunAsync([1, 2, 3], "upload", "-", "--to", $"{server.Address}/");

        Assert.Equal(3, outcome.ExitCode);
        Assert.EndsWith("(status 422): The file is a text file.", outcome.ErrorLine);
    }

    [Fact]
    public async Task NobodyThere_IsThree()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        taken.Stop();

        var outcome = await Rstkb.RunAsync("upload", Inputs.File("closed-port.pcap"), "--to", $"http://127.0.0.1:{port}");

        Assert.Equal(3, outcome.ExitCode);
        Assert.StartsWith($"rstkb: http://127.0.0.1:{port}/: ", outcome.ErrorLine);
    }

    [Fact]
    public async Task OtherServer_IsTold()
    {
        using var server = new OneAnswerServer(201, "<html>Hello</html>");

        var outcome = await Rstkb.RunAsync("upload", Inputs.File("closed-port.pcap"), "--to", server.Address);

        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains("no RstKb server", outcome.ErrorLine);
    }

    private sealed record ReceivedCall(string Method, string PathAndQuery, string? Client, byte[] Body);

    /// <summary>Takes one call and gives one answer.</summary>
    private sealed class OneAnswerServer : IDisposable
    {
        private readonly HttpListener _listener = new();

        public OneAnswerServer(int status, string answer)
        {
            using (var free = new TcpListener(IPAddress.Loopback, 0))
            {
                free.Start();
                Address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
            }

            _listener.Prefixes.Add($"{Address}/");
            _listener.Start();
            Call = AnswerAsync(status, answer);
        }

        public string Address { get; }

        public Task<ReceivedCall> Call { get; }

        public void Dispose() => _listener.Close();

        private async Task<ReceivedCall> AnswerAsync(int status, string answer)
        {
            var context = await _listener.GetContextAsync();
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            context.Response.StatusCode = status;
            context.Response.Close(Encoding.UTF8.GetBytes(answer), false);
            return new ReceivedCall(context.Request.HttpMethod, context.Request.RawUrl!, context.Request.Headers["X-RstKb-Client"], body.ToArray());
        }
    }
}
