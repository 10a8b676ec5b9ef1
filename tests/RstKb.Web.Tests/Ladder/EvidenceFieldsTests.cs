using System.Text.RegularExpressions;
using RstKb.Tests.House;
using RstKb.Web.Components.Flow;
using RstKb.Web.Components.Ladder;

namespace RstKb.Web.Tests.Ladder;

/// <summary>Which header fields the packet panel marks, and what it says was usual.</summary>
public sealed partial class EvidenceFieldsTests
{
    [Fact]
    public void EveryCodeOfTheEngine_RestsOnFieldsOrSaysWhyItDoesNot()
    {
        var codes = Directory.EnumerateFiles(Path.Combine(Corpus.RepositoryRoot, "src", "RstKb.Diagnosis"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Code().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).ToHashSet();
        var told = EvidenceFields.Codes.Concat(EvidenceFields.Without.Keys).ToList();

        Assert.True(codes.Count > 150);
        Assert.Equal(codes.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EveryField_IsOneOfThePanels()
    {
        string[] flags = ["RST", "RST,ACK", "SYN", "FIN,ACK", "ACK"];

        var fields = from code in EvidenceFields.Codes from set in flags from own in (bool[])[true, false] from field in EvidenceFields.Of(code, set, own, hasTimestamp: true) select field;

        Assert.Empty(fields.Distinct().Except(PacketFacts.Order));
        Assert.All(EvidenceFields.Codes, code => Assert.Contains(flags, set => EvidenceFields.Of(code, set, false, true).Any()));
    }

    [Theory]
    [InlineData("shape-refusal", "RST,ACK", false, "seq ack flags win")]
    [InlineData("shape-refusal", "SYN", false, "seq")]
    [InlineData("raw-socket", "SYN", true, "ttl")]
    [InlineData("request-crossed-fin", "FIN,ACK", true, "seq")]
    [InlineData("request-crossed-fin", "PSH,ACK", false, "ack")]
    [InlineData("shape-abort", "RST,ACK", true, "seq ack flags win")]
    [InlineData("long-silence", "RST,ACK", true, "")]
    public void Evidence_MarksTheFieldsItRestsOn(string code, string flags, bool isOfSender, string fields) =>
        Assert.Equal(fields, string.Join(' ', EvidenceFields.Of(code, flags, isOfSender, hasTimestamp: false)));

    [Fact]
    public void ResetSaysOtherwiseThanItsEnd_ThePanelSaysWhatIsUsual()
    {
        var flow = new FlowBuilder().Handshake().Exchange(3).Window("server", 0).Add("server", "RST");
        flow.Evidence("shape-reply", ["closed-port"], [], flow.LastPacket);
        var plain = flow.Timeline();
        var timeline = plain with
        {
            Segments = [.. plain.Segments.Select(segment => segment.IsTheReset
                ? segment with { Window = 0, ScaledWindow = null, DontFragment = false }
                : segment with { DontFragment = true, TimestampValue = 7, TimestampEcho = 8 })],
        };

        var reset = PacketFacts.Of(null, timeline.Segments[^1], timeline, NumberedEvidence.Of(flow.Report())).Values;

        Assert.Equal(["0", "usually 502", "1"], reset["win"]);
        Assert.Equal(["none", "set on the others", ""], reset["df"]);
        Assert.Equal(["RST", "ACK set on the others", "1"], reset["flags"]);
        Assert.Equal(["none", "set on the others", ""], reset["ts"]);
        Assert.Equal("1", reset["seq"][2]);
    }

    [GeneratedRegex("""(?:Clue\(|new\(|Of\(scene,)\s*"([a-z0-9]+(?:-[a-z0-9]+)*)",""")]
    private static partial Regex Code();
}
