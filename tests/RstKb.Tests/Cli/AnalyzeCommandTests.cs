using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using RstKb.Tests.House;

namespace RstKb.Tests.Cli;

public sealed class AnalyzeCommandTests
{
    private const string ManyFlows = "several-causes.pcap";

    [Fact]
    public async Task Table_HasASentenceAndARowForEachReset()
    {
        var outcome = await Rstkb.RunAsync("analyze", Inputs.File(ManyFlows));

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.StartsWith("several-causes.pcap: 14 TCP connections, 13 reset: ", outcome.Output);
        string[] rows = [.. outcome.OutputLines.SkipWhile(line => !line.StartsWith("FLOW", StringComparison.Ordinal)).Skip(1).TakeWhile(line => line.Length > 0)];
        Assert.Equal(13, rows.Length);
        Assert.All(outcome.OutputLines, line => Assert.InRange(line.Length, 0, 100));
        Assert.DoesNotContain('\e', outcome.Output);
    }

    [Fact]
    public async Task NoReset_SaysHowTheFlowsEnded()
    {
        var outcome = await Rstkb.RunAsync("analyze", Inputs.File("healthy.pcap"));

        Assert.Equal((0, "healthy.pcap: 1 TCP connection, none reset: 1 closed.\n"), (outcome.ExitCode, outcome.Output));
    }

    [Fact]
    public async Task Json_IsTheReportOfTheWholeFile()
    {
        byte[] file = await File.ReadAllBytesAsync(Inputs.File(ManyFlows));

        var outcome = await Rstkb.RunAsync("analyze", Inputs.File(ManyFlows), "--format", "json");

        using var report = JsonDocument.Parse(outcome.Output);
        var root = report.RootElement;
        var capture = root.GetProperty("capture");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal("rstkb.report/1", root.GetProperty("schema").GetString());
        Assert.Equal(ManyFlows, capture.GetProperty("name").GetString());
        Assert.Equal(file.Length, capture.GetProperty("sizeBytes").GetInt64());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(file)), capture.GetProperty("sha256").GetString());
        Assert.Equal(13, root.GetProperty("flows").GetProperty("withReset").GetInt32());
        Assert.Equal(13, root.GetProperty("resets").GetArrayLength());
    }

    [Fact]
    public async Task NdJson_HasALineForTheCaptureAndOneForEachReset()
    {
        var outcome = await Rstkb.RunAsync("analyze", Inputs.File(ManyFlows), "--format", "ndjson");

        var lines = outcome.OutputLines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(14, lines.Count);
        Assert.Equal("rstkb.report/1", lines[0].GetProperty("schema").GetString());
        Assert.Equal(14, lines[0].GetProperty("flows").GetProperty("total").GetInt32());
        Assert.False(lines[0].TryGetProperty("resets", out _));
        int[] flows = [.. lines.Skip(1).Select(line => line.GetProperty("flow").GetInt32())];
        Assert.Equal(flows.Order(), flows);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pipe_GivesWhatTheFileGives(bool compressed)
    {
        byte[] file = await File.ReadAllBytesAsync(Inputs.File(ManyFlows));
        byte[] sent = compressed ? Compress(file) : file;

        var piped = await Rstkb.RunAsync(sent, "analyze", "-", "--format", "json");

        var read = await Rstkb.RunAsync("analyze", Inputs.File(ManyFlows), "--format", "json");
        using var one = JsonDocument.Parse(piped.Output);
        using var other = JsonDocument.Parse(read.Output);
        Assert.Equal(other.RootElement.GetProperty("resets").GetRawText(), one.RootElement.GetProperty("resets").GetRawText());
        var capture = one.RootElement.GetProperty("capture");
        Assert.Equal(compressed ? "gzip" : "none", capture.GetProperty("compression").GetString());
        Assert.Equal(sent.Length, capture.GetProperty("sizeBytes").GetInt64());
    }

    [Fact]
    public async Task CompressedFile_IsReadAsItLies()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("capture.gz", Compress(await File.ReadAllBytesAsync(Inputs.File("closed-port.pcap"))));

        var outcome = await Rstkb.RunAsync("analyze", path);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("closed-port", outcome.Output);
    }

    [Fact]
    public async Task CutShort_IsAnalysedUpToTheCut()
    {
        using var folder = new TemporaryFolder();
        byte[] file = await File.ReadAllBytesAsync(Inputs.File(ManyFlows));
        string path = folder.Write("cut.pcap", file[..^10]);

        var outcome = await Rstkb.RunAsync("analyze", path);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("Analysed up to packet", string.Join(' ', outcome.OutputLines));
    }

    [Fact]
    public async Task OneFlow_IsExplainedWithItsPackets()
    {
        var outcome = await Rstkb.RunAsync("analyze", Inputs.File(ManyFlows), "--flow", "0");

        Assert.Equal(0, outcome.ExitCode);
        Assert.StartsWith("Flow 0: 10.44.155.101:32492 → 203.0.113.194:3306", outcome.Output);
        Assert.Matches(@"Of [\d,]+ verdicts as sure as this on labelled captures, [\d,]+ were\s+right\.", outcome.Output);
        Assert.Contains("\nWhy\n  1. ", outcome.Output);
        Assert.Contains("<< the reset", outcome.Output);
        Assert.All(outcome.OutputLines.SkipWhile(line => line != "Timeline"), line => Assert.InRange(line.Length, 0, 78));
    }

    [Fact]
    public async Task OneFlowAsJson_HoldsItsTimeline()
    {
        var outcome = await Rstkb.RunAsync("analyze", Inputs.File(ManyFlows), "--flow", "0", "--format", "json");

        using var report = JsonDocument.Parse(outcome.Output);
        var reset = Assert.Single(report.RootElement.GetProperty("resets").EnumerateArray());
        Assert.Equal(reset.GetProperty("packets").GetInt32(), reset.GetProperty("timeline").GetProperty("segments").GetArrayLength());
    }

    [Theory]
    [InlineData("--port", "3306", 3)]
    [InlineData("--host", "10.11.6.79", 4)]
    [InlineData("--host", "192.0.2.1", 0)]
    public async Task Narrowed_OnlyFittingFlowsAreShown(string option, string value, int flows)
    {
        var outcome = await Rstkb.RunAsync("analyze", Inputs.File(ManyFlows), option, value, "--format", "ndjson");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(flows, outcome.OutputLines.Length - 1);
    }

    [Fact]
    public async Task NarrowedToACause_OnlyItsFlowsAreShown()
    {
        var all = await Rstkb.RunAsync("analyze", Inputs.File(ManyFlows), "--format", "ndjson");
        string?[] causes = [.. all.OutputLines.Skip(1).Select(CauseOf)];
        string asked = causes.OfType<string>().First();

        var narrowed = await Rstkb.RunAsync("analyze", Inputs.File(ManyFlows), "--format", "ndjson", "--cause", asked);

        Assert.Equal(causes.Where(cause => cause == asked), narrowed.OutputLines.Skip(1).Select(CauseOf));
    }

    [Theory]
    [InlineData("no such verb", "frobnicate")]
    [InlineData("no capture", "analyze")]
    [InlineData("two captures", "analyze", "a", "b")]
    [InlineData("unknown option", "analyze", "a", "--fast")]
    [InlineData("--format", "analyze", "a", "--format", "xml")]
    [InlineData("--flow", "analyze", "a", "--flow", "-1")]
    [InlineData("--flow", "analyze", "a", "--flow", "one")]
    [InlineData("--port", "analyze", "a", "--port", "65536")]
    [InlineData("--host", "analyze", "a", "--host", "example.org")]
    [InlineData("no cause", "analyze", "a", "--cause", "closed-prot")]
    [InlineData("no article", "explain", "closed-prot")]
    [InlineData("--to", "upload", "a", "--to", "ftp://example.org")]
    [InlineData("--to", "upload", "a")]
    public async Task WrongWords_AreTwoAndOneLine(string what, params string[] words)
    {
        var outcome = await Rstkb.RunAsync(words);

        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.StartsWith("rstkb: ", outcome.ErrorLine);
        Assert.True(what.StartsWith("--", StringComparison.Ordinal) ? outcome.ErrorLine.Contains(what) : outcome.ErrorLine.Length > 20, outcome.ErrorLine);
    }

    [Fact]
    public async Task FlowThatIsNotThere_IsAWrongWord()
    {
        var outcome = await Rstkb.RunAsync("analyze", Inputs.File("closed-port.pcap"), "--flow", "99");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("there is no flow 99", outcome.ErrorLine);
    }

    [Theory]
    [InlineData("")]
    [InlineData("This is a text file, not a capture.\n")]
    [InlineData("{\"log\": {}}")]
    [InlineData("\u001f\u008bnot really compressed")]
    [InlineData("PK\u0003\u0004 a zip archive")]
    public async Task NoCapture_IsThreeAndSaysWhich(string content)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("odd.pcap", System.Text.Encoding.Latin1.GetBytes(content));

        var outcome = await Rstkb.RunAsync("analyze", path);

        Assert.Equal((3, ""), (outcome.ExitCode, outcome.Output));
        Assert.StartsWith("rstkb: odd.pcap: ", outcome.ErrorLine);
    }

    [Fact]
    public async Task MissingFile_IsThree()
    {
        var outcome = await Rstkb.RunAsync("analyze", "/nowhere/at-all.pcap");

        Assert.Equal((3, "rstkb: /nowhere/at-all.pcap: there is no such file."), (outcome.ExitCode, outcome.ErrorLine));
    }

    [Fact]
    public async Task Folder_IsThree()
    {
        using var folder = new TemporaryFolder();

        var outcome = await Rstkb.RunAsync("analyze", folder.Path);

        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains("folder", outcome.ErrorLine);
    }

    [Fact]
    public async Task EmptyPipe_IsThree()
    {
        var outcome = await Rstkb.RunAsync("analyze", "-");

        Assert.Equal(3, outcome.ExitCode);
        Assert.StartsWith("rstkb: standard input: ", outcome.ErrorLine);
    }

    private static string? CauseOf(string line) => JsonDocument.Parse(line).RootElement.GetProperty("verdict").GetProperty("cause").GetString();

    private static byte[] Compress(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return compressed.ToArray();
    }
}
