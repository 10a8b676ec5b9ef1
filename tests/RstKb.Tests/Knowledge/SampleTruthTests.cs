using RstKb.Knowledge.Samples;
using RstKb.Tests.House;

namespace RstKb.Tests.Knowledge;

public sealed class SampleTruthTests
{
    [Fact]
    public void EverySample_TellsItsFlowsAndHowItWasMade() =>
        Assert.All(House.Samples.Files, capture =>
        {
            var truth = SampleTruth.Of(capture);
            Assert.NotNull(truth);
            Assert.NotEmpty(truth.Origin);
            Assert.NotEmpty(truth.Flows);
            Assert.All(truth.Flows, flow => Assert.True(flow is { ClientPort: > 0, ServerPort: > 0, Client.Length: > 0, Server.Length: > 0, Cause.Length: > 0, SentBy.Length: > 0 }, $"{capture}: {flow}"));
        });

    [Theory]
    [InlineData("")]
    [InlineData("flows: [")]
    [InlineData("- a list")]
    public void FileThatIsNoTruth_GivesNothing(string text)
    {
        string folder = Directory.CreateTempSubdirectory("rstkb-truth-").FullName;
        File.WriteAllText(Path.Combine(folder, "x.truth.yaml"), text);

        Assert.Null(SampleTruth.Of(Path.Combine(folder, "x.pcapng")));
        Assert.Null(SampleTruth.Of(Path.Combine(folder, "y.pcapng")));
        Directory.Delete(folder, true);
    }
}
