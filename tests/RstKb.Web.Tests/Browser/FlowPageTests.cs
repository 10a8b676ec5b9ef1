using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RstKb.Tests.House;
using RstKb.Web.Tests.Ladder;
using static Microsoft.Playwright.Assertions;

namespace RstKb.Web.Tests.Browser;

/// <summary>The flow page as somebody uses it: keys, strip, numbers, times, runs, and what it does on paper.</summary>
[Collection(BrowserCollection.Name)]
public sealed class FlowPageTests(BrowserFixture fixture)
{
    private const string ChosenIsInView =
        "(() => { const row = document.querySelector('.pk.on').getBoundingClientRect(); return row.top >= document.querySelector('.lad .ends').getBoundingClientRect().bottom - 1 && row.bottom <= Math.min(innerHeight, document.querySelector('.two.docked')?.getBoundingClientRect().top ?? innerHeight) + 1; })()";

    [Theory]
    [InlineData(1440)]
    [InlineData(2560)]
    public async Task LongFlowIsOpened_ItsResetIsChosenAndInViewAndTheVerdictStandsBesideIt(int width)
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync(width);
        IPage page = await visitor.NewPageAsync();

        await page.GotoAsync(await DenseAsync(visitor));

        await Expect(page.Locator(".pk.on.rstrow")).ToBeInViewportAsync();
        await Expect(page.Locator(".beside h2.cause")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task ShortFlowIsOpened_ItsResetAndTheNameOfTheCauseAreInView()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        IPage page = await visitor.NewPageAsync();

        await page.GotoAsync(await FlowOfAsync(visitor, "on-path-injection"));

        await Expect(page.Locator(".pk.on.rstrow")).ToBeInViewportAsync();
        await Expect(page.Locator(".verd h2.cause")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task KeysArePressed_ChoicePanelAndAddressFollowWithoutHistory()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync(await DenseAsync(visitor));
        int history = await page.EvaluateAsync<int>("history.length");

        foreach ((string key, long packet) in ((string, long)[])[("p", 99), ("ArrowUp", 98), ("ArrowDown", 99), ("n", 100), ("Home", 1), ("End", 100), ("p", 99), ("r", 100)])
        {
            await page.Keyboard.PressAsync(key);
            await Expect(page.Locator("#p" + packet)).ToHaveAttributeAsync("aria-selected", "true");
            await Expect(page.Locator("[data-packet-number]")).ToHaveTextAsync($"{packet}");
            await Expect(page).ToHaveURLAsync(new Regex($"[?&]p={packet}($|&)"));
            await page.UntilAsync(ChosenIsInView);
        }

        await Expect(page.Locator("[aria-selected]")).ToHaveCountAsync(1);
        Assert.Equal(history, await page.EvaluateAsync<int>("history.length"));
    }

    [Fact]
    public async Task PacketIsChosenFarAboveItsPanel_ThePanelIsDockedUntilEscape()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync(await DenseAsync(visitor));

        await page.Locator("#p40").ClickAsync();

        await Expect(page.Locator("#packet")).ToBeInViewportAsync();
        await page.UntilAsync(ChosenIsInView);
        await Expect(page.Locator("[data-field=eth], [data-field=seq]").Last).ToContainTextAsync("absolute");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#packet")).Not.ToBeInViewportAsync();
    }

    [Fact]
    public async Task NumbersAreSwitchedInPlace_EveryRowSaysWhatTheServerWouldSay()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        IPage page = await visitor.NewPageAsync();
        string address = await DenseAsync(visitor);
        await page.GotoAsync(address + "?seq=abs");
        IReadOnlyList<string> absolute = await page.Locator(".lbl").AllInnerTextsAsync();
        await page.GotoAsync(address);
        IReadOnlyList<string> relative = await page.Locator(".lbl").AllInnerTextsAsync();

        await page.Keyboard.PressAsync("s");

        Assert.Equal(absolute, await page.Locator(".lbl").AllInnerTextsAsync());
        await Expect(page).ToHaveURLAsync(new Regex("seq=abs"));
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Relative seq" }).ClickAsync();
        Assert.Equal(relative, await page.Locator(".lbl").AllInnerTextsAsync());
    }

    [Fact]
    public async Task StripIsClickedOrMovedByKey_ThatPartComesIntoViewAndTheFrameFollows()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync(await DenseAsync(visitor) + "#tl");
        ILocator strip = page.GetByRole(AriaRole.Slider);

        LocatorBoundingBoxResult box = (await strip.BoundingBoxAsync())!;
        await strip.ClickAsync(new LocatorClickOptions { Position = new Position { X = box.Width / 2, Y = 20 } });

        await Expect(page.Locator("#p50")).ToBeInViewportAsync();
        await page.UntilAsync("Math.abs(parseFloat(document.querySelector('.ostrip .frame').getAttribute('x')) - 47) < 8");
        await page.EvaluateAsync("scrollTo(0, 0)");
        await page.UntilAsync("parseFloat(document.querySelector('.ostrip .frame').getAttribute('x')) === 0");
        await strip.FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.UntilAsync("parseFloat(document.querySelector('.ostrip .frame').getAttribute('x')) > 0");
    }

    [Fact]
    public async Task TimesAreShownWhereTheReaderIs()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync(zone: "Asia/Kolkata");
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync(await DenseAsync(visitor) + "?t=utc");
        TimeSpan there = TimeSpan.Parse(await page.Locator("#p1 .tm").InnerTextAsync());
        await Expect(page.Locator(".colh.tm summary")).ToHaveTextAsync("UTC");

        await page.Locator(".colh.tm summary").ClickAsync();
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Time of day, here" }).ClickAsync();

        await Expect(page.Locator(".colh.tm summary")).ToHaveTextAsync("UTC+05:30");
        TimeSpan here = TimeSpan.Parse(await page.Locator("#p1 .tm").InnerTextAsync());
        Assert.Equal(TimeSpan.FromMinutes(330), here - there < TimeSpan.Zero ? here - there + TimeSpan.FromDays(1) : here - there);
    }

    [Fact]
    public async Task PacketsAreATable_TimesAndNumbersFollowWhatIsChosen()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync(zone: "Asia/Kolkata");
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync(await DenseAsync(visitor) + "?view=table&t=utc");
        ILocator time = page.Locator(".pktable td.tm").First;
        ILocator number = page.Locator(".pktable tbody tr").First.Locator("td").Nth(4);
        TimeSpan there = TimeSpan.Parse(await time.InnerTextAsync());
        await Expect(number).ToHaveTextAsync("0");

        await page.Locator("#tl .hd .timemenu:visible summary").ClickAsync();
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Time of day, here" }).ClickAsync();

        await Expect(page.Locator(".pktable [data-zone]")).ToHaveTextAsync("UTC+05:30");
        TimeSpan here = TimeSpan.Parse(await time.InnerTextAsync());
        Assert.Equal(TimeSpan.FromMinutes(330), here - there < TimeSpan.Zero ? here - there + TimeSpan.FromDays(1) : here - there);
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Absolute" }).ClickAsync();
        await Expect(number).Not.ToHaveTextAsync("0");
        await Expect(page.Locator(".keybar")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task RunIsOpened_TheChoiceAndTheNumbersStay()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync(await DenseAsync(visitor, bulk: 40));
        await page.Locator(".lad .pk").First.ClickAsync();
        await page.Keyboard.PressAsync("s");
        int rows = await page.Locator(".lad .pk").CountAsync();

        await page.Keyboard.PressAsync("x");

        await Expect(page).ToHaveURLAsync(new Regex("[?&]x="));
        await Expect(page.Locator(".lad .pk").First).ToHaveAttributeAsync("aria-selected", "true");
        await Expect(page.Locator(".lad.abs")).ToBeVisibleAsync();
        await Expect(page.Locator(".lad .pk").Nth(rows)).ToBeAttachedAsync();
    }

    [Theory]
    [InlineData(ReducedMotion.NoPreference, true)]
    [InlineData(ReducedMotion.Reduce, false)]
    public async Task RunIsOpened_ItsRowsGrowUnlessMotionIsNotWanted(ReducedMotion motion, bool moves)
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        IPage page = await visitor.NewPageAsync();
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ReducedMotion = motion });
        await page.AddInitScriptAsync("window.grown = 0; const animate = Element.prototype.animate; Element.prototype.animate = function (...told) { if (this.matches('.pk')) { grown++; } return animate.apply(this, told); };");
        await page.GotoAsync(await DenseAsync(visitor, bulk: 40));
        int rows = await page.Locator(".lad .pk").CountAsync();

        await page.Locator("[data-run]").First.ClickAsync();

        await Expect(page.Locator(".lad .pk").Nth(rows)).ToBeAttachedAsync();
        if (moves)
        {
            await page.UntilAsync("grown > 0");
        }

        await page.UntilAsync("document.getAnimations().length === 0");
        Assert.Equal(moves, await page.EvaluateAsync<int>("grown") > 0);
    }

    [Fact]
    public async Task NumberIsAskedFor_ThatPacketIsChosenAndEscapeChoosesNone()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync(await DenseAsync(visitor));
        ILocator number = page.GetByRole(AriaRole.Dialog, new PageGetByRoleOptions { Name = "Go to a packet" }).GetByRole(AriaRole.Textbox);

        await page.Keyboard.PressAsync("g");
        await number.FillAsync("#60");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#p60")).ToHaveAttributeAsync("aria-selected", "true");
        await Expect(page.Locator("#p60")).ToBeInViewportAsync();

        await page.Keyboard.PressAsync("g");
        await number.FillAsync("20");
        await page.Keyboard.PressAsync("Escape");
        await Expect(number).ToHaveCountAsync(0);
        await Expect(page.Locator("#p60")).ToHaveAttributeAsync("aria-selected", "true");
    }

    [Fact]
    public async Task SmallWindow_NoWordOfTheStripLiesOnAPacketOrOnAnotherWord()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync(390, 844);
        foreach (string flow in (string[])[await DenseAsync(visitor), await FlowOfAsync(visitor, "on-path-injection"), await FlowOfAsync(visitor, "retransmission-timeout"), await FlowOfAsync(visitor, "keepalive-race")])
        {
            IPage page = await visitor.NewPageAsync();
            await page.GotoAsync(flow);
            string[] overlaps = await page.EvaluateAsync<string[]>(
                """
                (() => {
                  const boxes = selector => [...document.querySelectorAll('#tl .ostrip ' + selector)].filter(e => e.checkVisibility()).map(e => ({ e, box: e.getBoundingClientRect() }));
                  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
                  const found = [];
                  for (const word of boxes('.idle')) { for (const tick of boxes('.tick')) { if (meet(word.box, tick.box)) { found.push(word.e.textContent + ' on a packet'); } } }
                  const words = boxes('text');
                  words.forEach((a, i) => words.slice(i + 1).forEach(b => { if (meet(a.box, b.box)) { found.push(a.e.textContent + ' on ' + b.e.textContent); } }));
                  return found;
                })()
                """);
            Assert.Empty(overlaps);
            await page.CloseAsync();
        }
    }

    [Fact]
    public async Task PrintedFlow_BeginsWithTheVerdictAndHasNoControls()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync(718, 1000, ColorScheme.Dark);
        IPage page = await visitor.NewPageAsync();
        await page.GotoAsync(await FlowOfAsync(visitor, "on-path-injection"));

        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });

        LocatorBoundingBoxResult verdict = (await page.Locator(".verd").BoundingBoxAsync())!, ladder = (await page.Locator("#tl").BoundingBoxAsync())!;
        Assert.True(verdict.Y < ladder.Y, "The ladder comes first.");
        Assert.Equal("rgb(255, 255, 255)", await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('#tl')).backgroundColor"));
        await Expect(page.Locator(".btn:visible, .keybar:visible, .legend:visible, .rail:visible")).ToHaveCountAsync(0);
        await Expect(page.Locator(".verd > .vhead")).ToHaveCSSAsync("position", "static");
        Assert.Equal("2px", await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.lrows .lane'), '::before').borderLeftWidth"));
    }

    [Fact]
    public async Task MotionIsNotWanted_NothingMovesByItself()
    {
        await using IBrowserContext visitor = await fixture.NewVisitorAsync();
        IPage page = await visitor.NewPageAsync();
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ReducedMotion = ReducedMotion.Reduce });
        await page.GotoAsync(await DenseAsync(visitor));

        string[] moving = await page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('body *')].filter(e => { const s = getComputedStyle(e); return s.animationName !== 'none' || s.transitionDuration.split(',').some(d => parseFloat(d) > 0); }).map(e => e.className)");

        Assert.Empty(moving);
        Assert.True(await page.EvaluateAsync<bool>("(() => { document.querySelector('#p60').click(); const before = scrollY; return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(scrollY === before)))); })()"), "The page scrolls step by step.");
    }

    internal static async Task<string> FlowOfAsync(IBrowserContext visitor, string sample) => await CasePageTests.CaseOfAsync(visitor, Samples.File(sample)) + "/f/0";

    internal static async Task<string> DenseAsync(IBrowserContext visitor, int bulk = 0, int segments = 100)
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("rstkb-dense-").FullName, "dense.pcap");
        await File.WriteAllBytesAsync(file, DenseFlow.Pcap(segments, bulk));
        return await CasePageTests.CaseOfAsync(visitor, file) + "/f/0";
    }
}
