using System.Net;
using System.Text.Json;
using Financbase.Application.Banking;
using Financbase.Application.Search;
using Financbase.Application.Workflows;
using Financbase.Domain.Access;
using Financbase.Infrastructure.Encryption;
using Financbase.Testing;
using Financbase.Testing.Banking;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Web.Tests.Search;

/// <summary>The search of an organization: who finds what, in which order, and how much.</summary>
public sealed class SearchTests
{
    private TestApp _app = null!;
    private TestOrganization _firm = null!;
    private TestPerson _owner = null!;
    private ApiClient _api = null!;

    [SetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _firm = await _app.FoundAsync("firm");
        _owner = await _firm.AddMemberAsync("owner");
        _api = new ApiClient(_app, await _firm.IssueKeyAsync(_owner));
    }

    [TearDown]
    public async Task Stop()
    {
        _api.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task Each_kind_of_thing_is_found_by_what_people_call_it()
    {
        var workflow = await WorkflowAsync("Harbor rent review");
        var account = await _firm.OpenAccountAsync("Harbor savings", iban: "DE89370400440532013000");
        await _firm.ImportAsync(account, Statement("2026-06-01,Harbor crane hire,-900.00"));
        await _firm.AddMemberAsync(await _app.CreateUserAsync("harbor@firm.test"), "viewer");

        var hits = await FindAsync(_api, "harbor");

        hits.Select(hit => (hit.Type, hit.Title)).ShouldBe(
        [
            ("workflow", "Harbor rent review"), ("bank_account", "Harbor savings"), ("member", "harbor@firm.test"), ("bank_transaction", "Harbor crane hire"),
        ]);
        hits[0].Path.ShouldBe($"/o/firm/workflows/{workflow}");
        hits[1].Subtitle.ShouldBe("EUR · ****3000");
        hits[2].Subtitle.ShouldBe("Viewer");
        hits[3].Subtitle.ShouldBe("2026-06-01 · -900.00 EUR · Harbor savings");
        (await FindAsync(_api, "3000")).Select(hit => hit.Id).ShouldBe([$"{account}"], "by the digits that are shown");
        (await FindAsync(_api, "4004")).ShouldBeEmpty("the others of the number are not shown, so nobody feels for them");
        (await FindAsync(_api, "transaction.cre")).Select(hit => hit.Path).ShouldBe(["/o/firm/events?type=bank_transaction.created"]);

        using var browser = await TestBrowser.SignInAsync(_app, _owner);
        foreach (var hit in hits)
            (await (await browser.GetAsync(hit.Path)).Content.ReadAsStringAsync()).ShouldContain(hit.Title, customMessage: hit.Path);
    }

    [Test]
    public async Task What_fits_better_comes_first()
    {
        foreach (var name in new[] { "The current one", "Rental", "Concurrent", "Rent", "Pay-rent now", "Rent, monthly" })
            await WorkflowAsync(name);

        (await FindAsync(_api, "rent")).Where(hit => hit.Type == "workflow").Select(hit => hit.Title)
            .ShouldBe(["Rent", "Rent, monthly", "Rental", "Pay-rent now", "Concurrent", "The current one"]);
        (await FindAsync(_api, "RENT", 2)).Select(hit => hit.Title).ShouldBe(["Rent", "Rent, monthly"], "also by the database, which stops there");
        (await FindAsync(_api, " rent,  monthly ")).Select(hit => hit.Title).ShouldBe(["Rent, monthly"]);
    }

    [Test]
    public async Task A_hit_of_another_organization_never_appears()
    {
        var rival = await _app.FoundAsync("rival");
        foreach (var organization in new[] { _firm, rival })
        {
            var account = await organization.OpenAccountAsync($"Shared {organization.Info.Identifier}");
            await organization.ImportAsync(account, Statement($"2026-06-01,Shared line of {organization.Info.Identifier},-1.00"));
            await WorkflowAsync($"Shared work of {organization.Info.Identifier}", organization);
        }

        using var theirs = await ApiClient.OfAsync(rival, "owner");

        (await FindAsync(_api, "shared")).Select(hit => hit.Title).ShouldBe(["Shared work of firm", "Shared firm", "Shared line of firm"]);
        (await FindAsync(theirs, "shared")).Select(hit => hit.Title).ShouldBe(["Shared work of rival", "Shared rival", "Shared line of rival"]);
        (await FindAsync(_api, "rival")).ShouldBeEmpty();
    }

    [Test]
    public async Task A_source_answers_those_alone_who_may_read_its_things()
    {
        var account = await _firm.OpenAccountAsync("Visible account");
        await _firm.ImportAsync(account, Statement("2026-06-01,Visible line,-1.00"));
        await WorkflowAsync("Visible work");

        (await TypesAsync(Permissions.Workflows.Read)).ShouldBe(["workflow"]);
        (await TypesAsync(Permissions.Banking.Read)).ShouldBe(["bank_account", "bank_transaction"]);
        (await TypesAsync(Permissions.Members.Read)).ShouldBeEmpty();
        (await TypesAsync(Permissions.Workflows.Read, Permissions.Banking.Read)).ShouldBe(["workflow", "bank_account", "bank_transaction"]);

        async Task<IEnumerable<string>> TypesAsync(params string[] scopes)
        {
            using var key = new ApiClient(_app, await _firm.IssueKeyAsync(_owner, scopes));
            return (await FindAsync(key, "visible")).Select(hit => hit.Type);
        }
    }

    [Test]
    public async Task An_account_is_found_by_its_last_digits_however_many_there_are()
    {
        await _app.Database.ScalarAsync($"""
            INSERT INTO bank_accounts (organization_id, id, name, currency)
            SELECT '{_firm.Id}', gen_random_uuid(), 'A ' || number, 'EUR' FROM generate_series(1, 1100) AS number
            """);
        var iban = await _firm.OpenAccountAsync("Zebra by IBAN", iban: "DE89370400440532013000");
        var number = await _firm.OpenAccountAsync("Zebra by number", number: "70004711");

        (await FindAsync(_api, "3000")).Select(hit => hit.Id).ShouldBe([$"{iban}"]);
        (await FindAsync(_api, "****4711")).Select(hit => hit.Id).ShouldBe([$"{number}"]);
        (await FindAsync(_api, "4711")).Select(hit => hit.Subtitle).ShouldBe(["EUR · ****4711"]);
        (await FindAsync(_api, "013000")).ShouldBeEmpty("More digits than are shown are nobody's to feel for.");
        await _app.Database.ScalarAsync("UPDATE bank_accounts SET iban_tail = NULL, number_tail = NULL; ALTER TABLE bank_accounts OWNER TO financbase_owner");
        (await FindAsync(_api, "3000")).ShouldBeEmpty();

        (await _app.Services.GetRequiredService<PartIndexing>().RunAsync(_app.Database.Owner, CancellationToken.None)).ShouldBe(2);

        (await FindAsync(_api, "3000")).Select(hit => hit.Id).ShouldBe([$"{iban}"], "An account of an earlier version has its index now.");
    }

    [Test]
    public async Task Who_reaches_some_accounts_and_workflows_finds_those_alone()
    {
        var open = await _firm.OpenAccountAsync("Till open");
        var shut = await _firm.OpenAccountAsync("Till shut", iban: "DE89370400440532013000");
        await _firm.ImportAsync(open, Statement("2026-06-01,Till line of the open one,-1.00"));
        await _firm.ImportAsync(shut, Statement("2026-06-02,Till line of the shut one,-1.00"));
        var hidden = await WorkflowAsync("Till hidden");
        await WorkflowAsync("Till plain");
        var made = await _api.PostAsync("/api/roles", $$$$"""
            {"name":"Clerk","permissions":["banking:read","workflows:read"],"constraints":{"banking:read":{"accountIds":["{{{{open}}}}"]}}}
            """);
        made.Status.ShouldBe(HttpStatusCode.Created);
        var clerk = await _app.CreateUserAsync("clerk@firm.test");
        await _firm.AddMemberAsync(clerk, "clerk");
        await GrantAsync("workflows:read", "workflow", hidden, "deny", clerk);
        using var key = new ApiClient(_app, await _firm.IssueKeyAsync(clerk));

        (await FindAsync(key, "till")).Select(hit => hit.Title).ShouldBe(["Till plain", "Till open", "Till line of the open one"]);
        (await FindAsync(key, "3000")).ShouldBeEmpty();

        await GrantAsync("banking:read", "bank_account", shut.Value, "allow", clerk);
        await Eventually.HoldsAsync(async () => (await FindAsync(key, "till line")).Count == 2);
        (await FindAsync(key, "till line")).Select(hit => hit.Title).ShouldBe(["Till line of the shut one", "Till line of the open one"]);
    }

    [Test]
    public async Task Bank_lines_are_found_as_their_list_finds_them()
    {
        var account = await _firm.OpenAccountAsync();
        await _firm.ImportAsync(account, Statement("2026-06-01,100%_sure,-1.00", "2026-06-02,100 % sure,-2.00", "2026-06-03,Überweisung Müller,-3.00"));

        foreach (var text in new[] { "100%_", "sure", "MÜLLER", "nothing like it" })
        {
            var listed = (await _firm.LinesAsync(account, new BankTransactionFilter(Text: text))).Select(line => $"{line.Id}");
            (await FindAsync(_api, text)).Where(hit => hit.Type == "bank_transaction").Select(hit => hit.Id).ShouldBe(listed, text);
        }
    }

    [Test]
    public async Task A_search_has_bounds()
    {
        var account = await _firm.OpenAccountAsync("Many");
        await _firm.ImportAsync(account, Statement([.. Enumerable.Range(1, 60).Select(number => $"2026-06-01,Many lines {number},-1.00")]));

        (await FindAsync(_api, "many")).Count.ShouldBe(SearchOrganization.DefaultLimit);
        (await FindAsync(_api, "many", 50)).Count.ShouldBe(50);
        (await FindAsync(_api, "m")).ShouldBeEmpty();
        var byTwo = (await FindAsync(_api, "ma", 50)).Select(hit => hit.Type).ToList();
        byTwo.ShouldContain("bank_account");
        byTwo.ShouldNotContain("bank_transaction", "two letters do not make one of the index's threes");
        (await FindAsync(_api, " ")).ShouldBeEmpty();
        (await FindAsync(_api, "%%%")).ShouldBeEmpty();
        (await FindAsync(_api, "a\0b")).ShouldBeEmpty();
        foreach (var (query, field) in new[] { ("q=many&limit=0", "limit"), ("q=many&limit=51", "limit"), ("q=many&limit=x", "limit"), ($"q={new string('x', 201)}", "q") })
        {
            var refused = await _api.GetAsync($"/api/search?{query}");
            refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, query);
            refused.Fields.ShouldBe([field], query);
        }
    }

    [Test]
    public async Task The_page_and_the_palette_show_what_their_reader_may_see()
    {
        await WorkflowAsync("Moonlight review");
        await _firm.OpenAccountAsync("Moonlight account");
        var role = await _api.PostAsync("/api/roles", """{"name":"Builder","permissions":["workflows:read"]}""");
        role.Status.ShouldBe(HttpStatusCode.Created);
        var person = await _app.CreateUserAsync("builder@firm.test");
        await _firm.AddMemberAsync(person, "builder");
        using var builder = await TestBrowser.SignInAsync(_app, person);
        using var owner = await TestBrowser.SignInAsync(_app, _owner);

        foreach (var address in new[] { "/o/firm/search?q=moon", "/o/firm/search?handler=Palette&q=moon" })
        {
            (await TextAsync(owner, address)).ShouldSatisfyAllConditions(text => text.ShouldContain("Moonlight review"), text => text.ShouldContain("Moonlight account"));
            (await TextAsync(builder, address)).ShouldSatisfyAllConditions(text => text.ShouldContain("Moonlight review"), text => text.ShouldNotContain("Moonlight account"));
        }

        (await TextAsync(owner, "/o/firm/search?handler=Palette&q=bank")).ShouldContain("href=\"/o/firm/banking\"");
        (await TextAsync(builder, "/o/firm/search?handler=Palette")).ShouldSatisfyAllConditions(
            text => text.ShouldContain("href=\"/o/firm/workflows\""), text => text.ShouldNotContain("href=\"/o/firm/banking\""));
        (await TextAsync(owner, "/o/firm/search?q=nobodysword")).ShouldContain("Nothing found");
        (await TextAsync(owner, "/o/firm/search?q=%3Cscript%3E")).ShouldNotContain("<script>");
    }

    private async Task GrantAsync(string permission, string type, Guid id, string effect, TestPerson person) => (await _api.PostAsync("/api/grants", $$"""
        {"permission":"{{permission}}","resourceType":"{{type}}","resourceId":"{{id}}","effect":"{{effect}}","userId":"{{person.Id.Value}}"}
        """)).Status.ShouldBe(HttpStatusCode.Created);

    private static async Task<string> TextAsync(TestBrowser browser, string address)
    {
        using var answer = await browser.GetAsync(address);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, address);
        return await answer.Content.ReadAsStringAsync();
    }

    private static string Statement(params string[] lines) => $"Date,Description,Amount\n{string.Join('\n', lines)}\n";

    private async Task<Guid> WorkflowAsync(string name, TestOrganization? organization = null) => (await (organization ?? _firm).SendAsync(new CreateWorkflow($$$$"""
        {"name":{{{{JsonSerializer.Serialize(name)}}}},"trigger":{"type":"manual"},"steps":[{"key":"keep","type":"transform","config":{"set":{"one":1}}}]}
        """))).Value.Id;

    private static async Task<IReadOnlyList<SearchHit>> FindAsync(ApiClient api, string text, int? limit = null)
    {
        var answer = await api.GetAsync($"/api/search?q={Uri.EscapeDataString(text)}{(limit is null ? "" : $"&limit={limit}")}");
        answer.Status.ShouldBe(HttpStatusCode.OK, $"{answer.Json}");
        return
        [
            .. answer.Data.EnumerateArray().Select(hit => new SearchHit(
                hit.GetProperty("type").GetString()!, hit.GetProperty("id").GetString()!, hit.GetProperty("title").GetString()!,
                hit.GetProperty("subtitle").GetString(), hit.GetProperty("path").GetString()!)),
        ];
    }
}
