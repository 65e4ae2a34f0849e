using Financbase.Application.Workflows;
using Financbase.Testing.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Financbase.EndToEnd.Tests;

/// <summary>The command palette as a person uses it, and the search without scripts.</summary>
public sealed class PaletteTests
{
    private TestApp _app = null!;
    private TestOrganization _harbor = null!;
    private string _session = "";

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _harbor = await _app.FoundAsync("harbor");
        foreach (var name in new[] { "Large payment review", "Large refund review", "Rent reminder" })
        {
            (await _harbor.SendAsync(new CreateWorkflow(
                """{"name":"NAME","description":"Looks at what is paid.","trigger":{"type":"manual"},"steps":[{"key":"keep","type":"transform","config":{"set":{"one":1}}}]}"""
                    .Replace("NAME", name, StringComparison.Ordinal)))).IsSuccess.ShouldBeTrue();
        }

        _session = await Chromium.KeepSessionAsync(_app, await _harbor.AddMemberAsync("owner"));
    }

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task A_person_opens_it_by_keys_types_chooses_and_lands_on_the_workflow()
    {
        var page = await OpenAsync();
        var field = Field(page);
        await page.Keyboard.PressAsync("Control+k");
        await Expect(field).ToBeFocusedAsync();
        await Expect(Options(page).First).ToContainTextAsync("Dashboard");

        await field.PressSequentiallyAsync("large");
        await Expect(Options(page)).ToHaveCountAsync(2);
        await Expect(page.GetByRole(AriaRole.Option, new() { Selected = true })).ToContainTextAsync("Large payment review");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.GetByRole(AriaRole.Option, new() { Selected = true })).ToContainTextAsync("Large refund review");
        await Expect(field).ToHaveAttributeAsync("aria-activedescendant", (await Options(page).Nth(1).GetAttributeAsync("id"))!);
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("ArrowUp");
        await Expect(page.GetByRole(AriaRole.Option, new() { Selected = true })).ToContainTextAsync("Large refund review");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Large refund review", Level = 1 })).ToBeVisibleAsync();
    }

    [Test]
    public async Task Escape_closes_it_and_gives_the_focus_back()
    {
        var page = await OpenAsync();
        var link = page.GetByRole(AriaRole.Link, new() { Name = "Search or jump to…" });
        await link.ClickAsync();
        await Expect(Field(page)).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Escape");

        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(link).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Meta+K");
        await Expect(Field(page)).ToBeFocusedAsync();
    }

    [Test]
    public async Task The_latest_answer_wins_and_enter_opens_nothing_of_the_one_before()
    {
        var page = await OpenAsync();
        var held = new TaskCompletionSource();
        // Never answered.
        await page.RouteAsync(address => address.Contains("q=rent", StringComparison.Ordinal), _ => held.TrySetResult());
        await page.Keyboard.PressAsync("Control+k");
        await Expect(Options(page).First).ToContainTextAsync("Dashboard");
        await Field(page).FillAsync("rent");
        await held.Task;
        await Expect(page.GetByRole(AriaRole.Option, new() { Selected = true })).ToHaveCountAsync(0);

        await Field(page).FillAsync("large");

        await Expect(Options(page)).ToHaveCountAsync(2);
        await Expect(Options(page).First).ToContainTextAsync("Large payment review");
    }

    [Test]
    public async Task Who_opens_it_before_the_page_is_ready_sees_the_list_as_well()
    {
        var page = await Chromium.OpenAsync(_app, session: _session);
        await page.AddInitScriptAsync("""
            document.addEventListener('DOMContentLoaded', () => document.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true })));
            """);
        await page.GotoAsync("/o/harbor/");

        await Expect(Options(page).First).ToBeVisibleAsync();
    }

    [Test]
    public async Task Without_scripts_the_link_leads_to_a_page_that_searches()
    {
        var page = await Chromium.OpenAsync(_app, scripts: false, session: _session);
        await page.GotoAsync("/o/harbor/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Search or jump to…" }).ClickAsync();
        await page.GetByRole(AriaRole.Main).GetByLabel("Search").FillAsync("refund");
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Large refund review" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Large refund review", Level = 1 })).ToBeVisibleAsync();
    }

    [Test]
    public async Task It_is_clean([Values(1440, 390)] int width, [Values("", "rent", "nothing like it")] string text)
    {
        var page = await Chromium.OpenAsync(_app, width, session: _session);
        await page.GotoAsync("/o/harbor/workflows");
        await page.Keyboard.PressAsync("Control+k");
        await Expect(Options(page).First).ToBeVisibleAsync();
        await Field(page).FillAsync(text);
        await (text switch
        {
            "" => Expect(Options(page).First).ToContainTextAsync("Dashboard"),
            "rent" => Expect(Options(page).First).ToContainTextAsync("Rent reminder"),
            _ => Expect(page.GetByRole(AriaRole.Dialog).GetByText("Nothing found").First).ToBeVisibleAsync(),
        });

        await PageChecksTests.CheckAsync(page, $"palette {text}", width);
    }

    private async Task<IPage> OpenAsync()
    {
        var page = await Chromium.OpenAsync(_app, session: _session);
        await page.GotoAsync("/o/harbor/");
        return page;
    }

    private static ILocator Field(IPage page) => page.GetByRole(AriaRole.Combobox, new() { Name = "Search" });

    private static ILocator Options(IPage page) => page.GetByRole(AriaRole.Option);
}
