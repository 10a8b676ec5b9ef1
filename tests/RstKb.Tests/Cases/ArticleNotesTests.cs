using RstKb.Cases;

namespace RstKb.Tests.Cases;

public sealed class ArticleNotesTests
{
    private const string Article = "causes/closed-port";

    [Fact]
    public async Task EditedNote_KeepsEveryWordingWithItsAuthor()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        ArticleNotes notes = folder.Get<ArticleNotes>();
        await notes.AddAsync(Article, "Maja", "Our balancer: 350 s");
        int note = (await notes.ListAsync(Article))[0].Id;

        folder.Clock.Now += TimeSpan.FromDays(1);
        Assert.True(await notes.EditAsync(Article, note, "Rana", "Our balancer: 400 s"));
        Assert.True(await notes.EditAsync(Article, note, "Rana", "Our balancer: 400 s"));

        ArticleNoteView found = Assert.Single(await notes.ListAsync(Article));
        Assert.Equal([("Maja", "Our balancer: 350 s"), ("Rana", "Our balancer: 400 s")], found.Versions.Select(version => (version.Author, version.Text)));
        Assert.Equal(folder.Clock.Now, found.Current.WrittenAt);
    }

    [Fact]
    public async Task Note_StandsAtItsArticleAloneAndOutlivesARestart()
    {
        CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        await folder.Get<ArticleNotes>().AddAsync(Article, null, "Words");
        await using CaseFolder again = await CaseFolder.ReopenAsync(await folder.CloseAsync());
        ArticleNotes notes = again.Get<ArticleNotes>();

        Assert.Equal("Somebody", Assert.Single(await notes.ListAsync(Article)).Current.Author);
        Assert.Empty(await notes.ListAsync("guides/closed-port"));
    }

    [Fact]
    public async Task NoteOfAnotherArticle_CannotBeEditedOrDeleted()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        ArticleNotes notes = folder.Get<ArticleNotes>();
        await notes.AddAsync(Article, "Maja", "Words");
        int note = (await notes.ListAsync(Article))[0].Id;

        Assert.False(await notes.EditAsync("causes/half-open", note, "X", "Other"));
        Assert.False(await notes.DeleteAsync("causes/half-open", note));
        Assert.True(await notes.DeleteAsync(Article, note));
        Assert.Empty(await notes.ListAsync(Article));
    }

    [Fact]
    public async Task EmptyTextAndTooManyWordings_AreRefused()
    {
        await using CaseFolder folder = await CaseFolder.OpenAsync(analyses: false);
        ArticleNotes notes = folder.Get<ArticleNotes>();
        Assert.False(await notes.AddAsync(Article, "Maja", " \r\n "));
        await notes.AddAsync(Article, "Maja", "0");
        int note = (await notes.ListAsync(Article))[0].Id;
        for (int version = 1; version < ArticleNotes.MaxVersions; version++)
        {
            Assert.True(await notes.EditAsync(Article, note, "Maja", $"{version}"));
        }

        Assert.False(await notes.EditAsync(Article, note, "Maja", "one too many"));
        Assert.Equal(ArticleNotes.MaxVersions, (await notes.ListAsync(Article))[0].Versions.Count);
    }
}
