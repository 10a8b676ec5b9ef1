using RstKb.Cases;
using RstKb.Cases.Listing;
using RstKb.Cases.Search;

namespace RstKb.Tests.Cases;

public sealed class SampleCasesTests
{
    [Fact]
    public async Task SampleOpenedTwice_IsOneCaseThatStandsInNoList()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync();
        string sample = House.Samples.File("closed-port");

        string first = await folder.Get<SampleCases>().OpenAsync(sample);
        string second = await folder.Get<SampleCases>().OpenAsync(sample);

        Assert.Equal(first, second);
        CaseStore cases = folder.Get<CaseStore>();
        Assert.Equal(CaseState.Done, (await cases.FindAsync(first))!.State);
        Assert.Equal(0, (await cases.ListAsync(CaseFilter.All, CaseSort.Default, 0, 10)).Total);
        Assert.Empty(await cases.WithCauseAsync("closed-port", 10));
        Assert.Empty(await folder.Get<CaseSearch>().FindAsync("closed", 10));
    }

    [Fact]
    public async Task SameFileUploadedByAPerson_IsACaseOfItsOwn()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync();
        string sample = House.Samples.File("closed-port");
        string own = await folder.Get<SampleCases>().OpenAsync(sample);

        await using FileStream file = File.OpenRead(sample);
        var accepted = await folder.Get<RstKb.Cases.Intake.CaptureIntake>().ReceiveAsync(file, new("closed-port.pcapng", file.Length, null));
        await folder.Get<RstKb.Cases.Intake.ProgressBoard>().OfCase(accepted.CaseId)!.Ended;

        Assert.NotEqual(own, accepted.CaseId);
        Assert.Equal(accepted.CaseId, Assert.Single((await folder.Get<CaseStore>().ListAsync(CaseFilter.All, CaseSort.Default, 0, 10)).Cases).Id);
    }

    [Fact]
    public async Task DeletedSampleCase_IsMadeAnew()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync();
        string first = await folder.Get<SampleCases>().OpenAsync(House.Samples.File("closed-port"));
        await folder.Get<CaseStore>().DeleteAsync(first);

        Assert.NotEqual(first, await folder.Get<SampleCases>().OpenAsync(House.Samples.File("closed-port")));
    }
}
