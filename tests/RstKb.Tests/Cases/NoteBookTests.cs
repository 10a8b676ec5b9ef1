using RstKb.Cases;
using RstKb.Cases.Entities;

namespace RstKb.Tests.Cases;

public sealed class NoteBookTests
{
    [Fact]
    public async Task Notes_StandWhereTheyWereWritten()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        string id = await FlowRows.SaveAsync(folder, FlowRows.Flow(0), FlowRows.Flow(1));
        NoteBook notes = folder.Get<NoteBook>();

        await notes.AddAsync(id, null, "Maja", "About the case");
        await notes.AddAsync(id, 1, "Rana", "See #12\r\nand **this**");
        await notes.AddAsync(id, 1, "Timo", null, "other-cause", "closed-port");

        Assert.Equal(["About the case"], (await notes.ListAsync(id, null)).Select(note => note.Text));
        Assert.Equal(["See #12\nand **this**", ""], (await notes.ListAsync(id, 1)).Select(note => note.Text));
        Assert.Equal(("other-cause", "closed-port"), ((await notes.ListAsync(id, 1))[1].Stance, (await notes.ListAsync(id, 1))[1].Cause));
        Assert.Equal(3, (await notes.ListAllAsync(id)).Count);
        Assert.Equal(3, (await folder.Get<CaseStore>().FindAsync(id))!.Notes);
    }

    [Fact]
    public async Task Note_IsBounded()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        string id = await FlowRows.SaveAsync(folder, FlowRows.Flow(0));

        NoteView? note = await folder.Get<NoteBook>().AddAsync(id, null, new string('a', 500) + "\u0007", new string('t', 30_000));

        Assert.Equal((Note.AuthorLength, Note.TextLength), (note!.Author.Length, note.Text.Length));
    }

    [Fact]
    public async Task NothingToSayOrNowhereToSayIt_IsRefused()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        string id = await FlowRows.SaveAsync(folder, FlowRows.Flow(0));
        NoteBook notes = folder.Get<NoteBook>();

        Assert.Null(await notes.AddAsync(id, null, "Maja", "   "));
        Assert.Null(await notes.AddAsync(id, null, "Maja", "", "no-such-stance"));
        Assert.Null(await notes.AddAsync(id, 99, "Maja", "This flow does not exist"));
        Assert.Null(await notes.AddAsync("no-such-case", null, "Maja", "Nor does this case"));
    }

    [Fact]
    public async Task Note_IsDeletedOnlyThroughItsOwnCase()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        string id = await FlowRows.SaveAsync(folder, FlowRows.Flow(0));
        string other = await FlowRows.SaveAsync(folder, FlowRows.Flow(0));
        NoteView note = (await folder.Get<NoteBook>().AddAsync(id, null, "", "words"))!;

        Assert.False(await folder.Get<NoteBook>().DeleteAsync(other, note.Id));
        Assert.True(await folder.Get<NoteBook>().DeleteAsync(id, note.Id));
        Assert.Empty(await folder.Get<NoteBook>().ListAllAsync(id));
    }
}
