using RstKb.Calibration.Labels;
using RstKb.Tests.House;

namespace RstKb.Tests.Calibration;

public sealed class LabelReaderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("rstkb-labels").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void LabelsBesideCaptures_AreReadWithoutThoseThatHaveNoReset()
    {
        File.Copy(Samples.File("closed-port"), Path.Combine(folder, "a.pcapng"));
        Write(Entry("a.pcapng", "closed-port", "one try; capture point: client"), Entry("quiet.pcapng", "none", "clean close"));

        LabelledCapture capture = Assert.Single(LabelReader.Read(folder));

        Label label = Assert.Single(capture.Labels);
        Assert.Equal("one try", label.Made);
        Assert.Equal(Connection.Of("192.0.2.1", 80, "10.0.0.1", 4000), label.Connection);
        Assert.True(label.Accepts("closed-port"));
        Assert.True(label.Accepts("firewall-reject"));
        Assert.False(label.Accepts("half-open"));
    }

    [Fact]
    public void TruthFiles_AreReadFromBesideTheSamples()
    {
        LabelledCapture capture = LabelReader.Read(Samples.Folder).Single(c => Path.GetFileName(c.Path) == "closed-port.pcapng");

        Assert.All(capture.Labels, label => Assert.Equal("closed-port", label.Cause));
        Assert.DoesNotContain("capture point", capture.Labels[0].Made, StringComparison.Ordinal);
    }

    [Fact]
    public void FolderWithoutLabels_IsRefused() => Assert.Throws<FileNotFoundException>(() => LabelReader.Read(folder));

    [Fact]
    public void LabelWithoutItsCapture_IsRefused()
    {
        Write(Entry("missing.pcapng", "closed-port", "one try"));

        Assert.Contains("missing.pcapng", Assert.Throws<FileNotFoundException>(() => LabelReader.Read(folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CapturesOfOneHappeningOrOfOneMaking_AreOneScenario()
    {
        Connection one = Connection.Of("10.0.0.1", 1, "10.0.0.2", 2);
        Connection two = Connection.Of("10.0.0.1", 3, "10.0.0.2", 2);
        Connection three = Connection.Of("10.0.0.1", 5, "10.0.0.2", 2);

        string[] names = [.. Scenarios.Name([Capture("client", one, "made so"), Capture("server", one, "told otherwise"), Capture("again", two, "made so"), Capture("other", three, "another thing")]).Select(c => c.Scenario)];

        Assert.Equal(names[0], names[1]);
        Assert.Equal(names[0], names[2]);
        Assert.NotEqual(names[0], names[3]);
    }

    [Fact]
    public void Folder_IsCalledByTheSeedOfItsLabOrByItsName()
    {
        Write();
        string before = LabelReader.NameOf(folder + "/");
        File.WriteAllText(Path.Combine(folder, "lab.json"), """{"seed": 7}""");

        Assert.Equal(Path.GetFileName(folder), before);
        Assert.Equal("lab, seed 7", LabelReader.NameOf(folder));
        Assert.Equal("samples", LabelReader.NameOf(Samples.Folder));
    }

    private static LabelledCapture Capture(string name, Connection connection, string made) => new(name, [new Label(connection, "closed-port", [], made)]);

    private static string Entry(string file, string cause, string notes) => $$"""
        {"file": "{{file}}", "flow": {"client": "10.0.0.1", "client_port": 4000, "server": "192.0.2.1", "server_port": 80},
         "cause": "{{cause}}", "acceptable": ["firewall-reject"], "rst_sender": "server", "notes": "{{notes}}"}
        """;

    private void Write(params string[] entries) => File.WriteAllText(Path.Combine(folder, "labels.json"), $"[{string.Join(",", entries)}]");
}
