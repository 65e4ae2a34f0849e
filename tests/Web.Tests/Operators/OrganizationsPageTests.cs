using System.Net;
using Financbase.Application.Access;
using Financbase.Testing.Hosting;

namespace Financbase.Web.Tests.Operators;

/// <summary>The operators' list of organizations, and what they can do to one.</summary>
public sealed class OrganizationsPageTests
{
    private const string Page = "/operators/organizations";

    private TestApp _app = null!;
    private TestOrganization _north = null!;
    private TestPerson _owner = null!;
    private TestBrowser _operator = null!;

    [SetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _north = await _app.FoundAsync("north");
        _owner = await _north.AddMemberAsync("owner");
        await (await _app.FoundAsync("south")).AddMemberAsync("owner");
        var person = await _app.SendAsPlatformAsync(new CreateUser("operator@desk.test", TestPerson.Password, IsOperator: true));
        _operator = await TestBrowser.SignInAsync(_app, new TestPerson(person.Value, "operator@desk.test"));
    }

    [TearDown]
    public async Task Stop()
    {
        _operator.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task Operators_see_every_organization_search_among_them_and_take_the_list_along()
    {
        var all = await ReadAsync(Page);
        all.ShouldContain("north Ltd");
        all.ShouldContain("south Ltd");

        var some = await ReadAsync(Page + "?text=SOU");
        some.ShouldNotContain("north Ltd");
        some.ShouldContain("south Ltd");
        (await ReadAsync(Page + "?state=closed")).ShouldContain("Nothing found");
        var csv = await ReadAsync(Page + "?handler=Csv&text=nor");
        csv.ShouldContain("\"north\",\"north Ltd\",active,,1,");
        csv.ShouldNotContain("south");
    }

    [Test]
    public async Task Operators_see_quotas_and_how_much_of_them_is_used()
    {
        await _app.Database.ScalarAsync($"""
            INSERT INTO workflow_quotas (organization_id, executions_per_day) VALUES ('{_north.Id}', 4000);
            INSERT INTO workflow_tallies (organization_id, workflow_id, day, outcome, bucket, count, duration_ms)
            VALUES ('{_north.Id}', gen_random_uuid(), (now() AT TIME ZONE 'UTC')::date, 'started', 0, 1234, 0)
            """);

        var page = await ReadAsync(Page + "?text=north");

        page.ShouldContain("1,234");
        page.ShouldContain("of 4,000");
        (await ReadAsync(Page + "?handler=Csv&text=north")).ShouldContain(",1234,4000,0,,");
        (await ReadAsync(Page + "?text=south")).ShouldNotContain("1,234");
    }

    [Test]
    public async Task However_many_runs_are_under_way_operators_see_all_of_them()
    {
        await _app.Database.ScalarAsync($"""
            INSERT INTO workflow_quotas (organization_id, unfinished) VALUES ('{_north.Id}', 20000);
            INSERT INTO workflow_executions (organization_id, id, workflow_id, version, source, status, input)
            SELECT '{_north.Id}', ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, '{_north.Id}', 1, 'api', CASE WHEN n <= 10001 THEN 'waiting' ELSE 'succeeded' END, '{"{}"}'
            FROM generate_series(1, 10005) n
            """);

        var page = await ReadAsync(Page + "?text=north");

        page.ShouldContain("10,001");
        page.ShouldContain("of 20,000");
        (await ReadAsync(Page + "?handler=Csv&text=north")).ShouldContain(",10001,20000,");
    }

    [Test]
    public async Task A_long_list_comes_page_by_page_and_whole_as_a_file()
    {
        await _app.Database.ScalarAsync("""
            INSERT INTO organizations (id, slug, name, base_currency, created_at)
            SELECT gen_random_uuid(), 'many-' || n, 'Many ' || n || '.', 'EUR', now() FROM generate_series(1, 60) AS n
            """);

        var first = await ReadAsync(Page);
        var next = WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Match(first, "href=\"([^\"]*cursor=[^\"]*)\"").Groups[1].Value);
        var second = await ReadAsync(next.StartsWith('?') ? Page + next : next);
        var csv = await ReadAsync(Page + "?handler=Csv&text=many");

        Enumerable.Range(1, 60).ShouldAllBe(n => first.Contains($"Many {n}.", StringComparison.Ordinal) != second.Contains($"Many {n}.", StringComparison.Ordinal));
        csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(61);
    }

    [Test]
    public async Task Nobody_else_does()
    {
        using var owner = await TestBrowser.SignInAsync(_app, _owner);
        using var stranger = TestBrowser.Open(_app);

        (await owner.GetAsync(Page)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await owner.GetAsync(Page + "?handler=Csv")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await owner.GetAsync("/o/north" + Page)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.GetAsync(Page)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var tried = await owner.PostAsync(
            $"{Page}?handler=Suspend&id={_north.Id}", ("__RequestVerificationToken", await owner.TokenAsync("/account/sign-out")));
        tried.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await StateAsync()).ShouldBe("active");
        (await _app.Database.ScalarAsync($"SELECT count(*) FROM list_organizations('{_owner.Id}', NULL, NULL, NULL, 10)")).ShouldBe(0L);
    }

    [Test]
    public async Task What_an_operator_suspends_refuses_and_no_owner_resumes_it_but_takes_the_data_along()
    {
        using var owner = await TestBrowser.SignInAsync(_app, _owner);

        (await PostAsync("Suspend", $"{_north.Id}")).ShouldBe(HttpStatusCode.Redirect);

        (await owner.GetAsync("/o/north/banking")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await owner.GetAsync("/o/north/settings/data")).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var verb in new[] { "resume", "suspend" })
        {
            using var tried = await owner.PostAsync(
                "/o/north/settings/organization/ownership?handler=State", ("verb", verb), ("__RequestVerificationToken", await owner.TokenAsync("/account/sign-out")));
            (await StateAsync()).ShouldBe("blocked");
        }

        using var closed = await owner.PostAsync(
            "/o/north/settings/organization/ownership?handler=Close", ("Input.Confirmation", "north"), ("__RequestVerificationToken", await owner.TokenAsync("/account/sign-out")));
        (await StateAsync()).ShouldBe("blocked");
        (await PostAsync("Resume", $"{_north.Id}")).ShouldBe(HttpStatusCode.Redirect);
        (await owner.GetAsync("/o/north/banking")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _app.Database.ScalarAsync($"""
            SELECT string_agg(action || ' ' || actor_name, ', ' ORDER BY id) FROM audit_logs WHERE organization_id = '{_north.Id}' AND action LIKE 'organization.%block'
            """)).ShouldBe("organization.block operator@desk.test, organization.unblock operator@desk.test");
    }

    [Test]
    public async Task An_organization_that_is_not_there_or_not_suspended_is_left_alone()
    {
        (await PostAsync("Suspend", $"{Guid.CreateVersion7()}")).ShouldBe(HttpStatusCode.Redirect);
        (await PostAsync("Resume", $"{_north.Id}")).ShouldBe(HttpStatusCode.Redirect);
        (await StateAsync()).ShouldBe("active");
    }

    private async Task<HttpStatusCode> PostAsync(string handler, string id)
    {
        using var answer = await _operator.PostAsync(
            $"{Page}?handler={handler}&id={id}", ("__RequestVerificationToken", await _operator.TokenAsync("/account/sign-out")));
        return answer.StatusCode;
    }

    private async Task<string> ReadAsync(string address)
    {
        using var answer = await _operator.GetAsync(address);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<object?> StateAsync() => await _app.Database.ScalarAsync($"SELECT state FROM organizations WHERE id = '{_north.Id}'");
}
