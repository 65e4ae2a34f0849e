using System.Net;
using Financbase.Application.Banking;
using Financbase.Testing.Banking;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;

namespace Financbase.Web.Tests.Shell;

/// <summary>Lists narrowed to a state, a kind or a role, by programs and by people.</summary>
public sealed class ListFilterTests
{
    private TestApp _app = null!;
    private TestOrganization _acme = null!;
    private TestBrowser _browser = null!;
    private ApiClient _api = null!;
    private string _account = "";

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _acme = await _app.FoundAsync("acme");
        var owner = await _acme.AddMemberAsync("owner");
        _browser = await TestBrowser.SignInAsync(_app, owner);
        _api = new ApiClient(_app, await _acme.IssueKeyAsync(owner));
        var account = await _acme.OpenAccountAsync();
        _account = account.Value.ToString();
        await _acme.OpenAccountAsync("Quiet account");
        foreach (var file in new[] { "kept", "gone" })
        {
            var import = await _acme.SendAsync(new ImportStatement(account, new StatementFile($"{file}.csv", System.Text.Encoding.UTF8.GetBytes($"Date,Description,Amount\n2026-06-01,{file},-4.50\n"))));
            if (file == "gone")
                (await _acme.SendAsync(new UndoStatementImport(account, import.Value.ImportId))).IsSuccess.ShouldBeTrue();
        }

        var keeper = await _acme.AddMemberAsync("accountant");
        foreach (var name in new[] { "works", "old", "ended", "endedold" })
            await _acme.IssueKeyAsync(keeper, new Financbase.Domain.Access.ApiKeyTerms(name, []));
        await _acme.AddMemberAsync("viewer");
        var closer = await _app.CreateUserAsync("closer@acme.test");
        await _acme.AddMemberAsync(closer, "viewer");
        await _app.Database.ScalarAsync($$"""
            UPDATE api_keys SET created_at = now() - interval '2 days', expires_at = now() - interval '1 day' WHERE name IN ('old', 'endedold');
            UPDATE api_keys SET revoked_at = now() WHERE name IN ('ended', 'endedold');
            WITH made AS (
                INSERT INTO roles (organization_id, id, key, name, created_at)
                VALUES ('{{_acme.Id}}', gen_random_uuid(), 'closer', 'Month closer', now()) RETURNING id)
            UPDATE memberships SET role = 'closer', role_id = made.id FROM made WHERE organization_id = '{{_acme.Id}}' AND user_id = '{{closer.Id}}';
            INSERT INTO invitations (organization_id, id, email, role, token_hash, invited_by, created_at, sent_at, expires_at)
            SELECT '{{_acme.Id}}', gen_random_uuid(), name || '@guests.test', role, sha256(name::bytea), '{{keeper.Id}}', now() - interval '8 days', now() - interval '8 days', ends
            FROM (VALUES ('soon', 'viewer', now() + interval '1 day'), ('late', 'viewer', now() - interval '1 day'), ('books', 'accountant', now() + interval '1 day')) AS guest (name, role, ends);
            INSERT INTO jobs (organization_id, id, kind, title, subject, arguments, requested_by, requested_by_user, state, run, done, total, queued_at, handed_at)
            SELECT '{{_acme.Id}}', gen_random_uuid(), kind, title, '{{_account}}', '{}', 'user:{{keeper.Id}}', '{{keeper.Id}}', state, 0, 0, 9, now(), now() + interval '1 hour'
            FROM (VALUES ('statement_import', 'broken.csv', 'failed'), ('statement_import', 'busy.csv', 'running'), ('workflow_replay', 'Dunning letters', 'failed')) AS job (kind, title, state);
            INSERT INTO notifications (organization_id, id, user_id, source, title, body, read_at)
            SELECT '{{_acme.Id}}', gen_random_uuid(), '{{owner.Id}}', source, title, '', read_at
            FROM (VALUES ('approval:x:requested', 'To decide: rent', NULL), ('workflow_quota:unfinished:2026-06-01', 'A quota was reached', now()), ('run/tell', 'Greetings', NULL))
                AS told (source, title, read_at);
            INSERT INTO resource_grants (organization_id, id, user_id, permission, resource_type, resource_id, effect, granted_by, created_at, expires_at)
            SELECT '{{_acme.Id}}', gen_random_uuid(), u.id, 'banking:read', 'bank_account', '{{_account}}', effect, '{{owner.Id}}', now() - interval '2 days', ends
            FROM (VALUES ('viewer@acme.test', 'allow', NULL), ('accountant@acme.test', 'deny', now() - interval '1 day')) AS made (email, effect, ends)
            JOIN users u ON u.email = made.email;
            """);
        foreach (var name in new[] { "busy-token", "idle-token" })
            (await _api.PostAsync("/api/secrets", $$"""{"name":"{{name}}","value":"a long and random text"}""")).Status.ShouldBe(HttpStatusCode.Created);
        var workflow = await _api.PostAsync("/api/workflows", """
            {"name":"Called","trigger":{"type":"webhook","verify":{"scheme":"token","header":"Authorization","secret":"busy-token"}},
             "steps":[{"key":"a","type":"transform","config":{"set":{"x":1}}}]}
            """);
        (await _api.PostAsync(workflow.Location + "/publish")).Status.ShouldBe(HttpStatusCode.OK, workflow.Json.GetRawText());
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _browser.Dispose();
        _api.Dispose();
        await _app.DisposeAsync();
    }

    private static readonly TestCaseData[] Filtered =
    [
        new("/monitoring/jobs", "/api/monitoring/jobs", "state=failed", "Dunning letters,broken.csv", "busy.csv"),
        new("/monitoring/jobs", "/api/monitoring/jobs", "kind=statementImport", "broken.csv,busy.csv", "Dunning letters"),
        new("/monitoring/jobs", "/api/monitoring/jobs", "state=failed&kind=workflowReplay", "Dunning letters", "broken.csv,busy.csv"),
        new("/banking", "/api/bank-accounts", "state=toReview", "Main account", "Quiet account"),
        new("/banking", "/api/bank-accounts", "state=reviewed", "Quiet account", "Main account"),
        new("/banking/{account}/statements", "/api/bank-accounts/{account}/statements", "state=imported", "kept.csv", "gone.csv"),
        new("/banking/{account}/statements", "/api/bank-accounts/{account}/statements", "state=undone", "gone.csv", "kept.csv"),
        new("/settings/api-keys", "/api/api-keys", "state=active", "works", "old,ended,endedold"),
        new("/settings/api-keys", "/api/api-keys", "state=expired", "old", "works,ended,endedold"),
        new("/settings/api-keys", "/api/api-keys", "state=revoked", "ended,endedold", "works,old"),
        new("/settings/members", "/api/members", "role=viewer", "viewer@acme.test", "accountant@acme.test,closer@acme.test"),
        new("/settings/members", "/api/members", "role=closer", "closer@acme.test", "viewer@acme.test,accountant@acme.test"),
        new("/settings/members/invitations", "/api/invitations", "state=waiting", "soon@guests.test,books@guests.test", "late@guests.test"),
        new("/settings/members/invitations", "/api/invitations", "state=expired", "late@guests.test", "soon@guests.test,books@guests.test"),
        new("/settings/members/invitations", "/api/invitations", "role=accountant&state=waiting", "books@guests.test", "soon@guests.test,late@guests.test"),
        new("/settings/roles", "/api/roles", "kind=own", "Month closer", "Accountant"),
        new("/settings/roles", "/api/roles", "kind=builtIn", "Accountant", "Month closer"),
        new("/settings/secrets", "/api/secrets", "state=used", "busy-token", "idle-token"),
        new("/settings/secrets", "/api/secrets", "state=unused", "idle-token", "busy-token"),
        new("/notifications", "/api/notifications", "state=unread", "To decide: rent,Greetings", "A quota was reached"),
        new("/notifications", "/api/notifications", "state=read", "A quota was reached", "To decide: rent,Greetings"),
        new("/notifications", "/api/notifications", "kind=approval", "To decide: rent", "Greetings,A quota was reached"),
        new("/notifications", "/api/notifications", "kind=message&state=unread", "Greetings", "To decide: rent,A quota was reached"),
        new("/settings/access/exceptions", "/api/grants", "effect=allow", "viewer@acme.test", "accountant@acme.test"),
        new("/settings/access/exceptions", "/api/grants", "effect=deny", "accountant@acme.test", "viewer@acme.test"),
        new("/settings/access/exceptions", "/api/grants", "state=active", "viewer@acme.test", "accountant@acme.test"),
        new("/settings/access/exceptions", "/api/grants", "state=expired&effect=deny", "accountant@acme.test", "viewer@acme.test"),
    ];

    [TestCaseSource(nameof(Filtered))]
    public async Task A_filter_leaves_what_fits_in_the_api_on_the_page_and_in_the_file(string page, string resource, string filter, string there, string away)
    {
        var (found, missed) = (there.Split(','), away.Split(','));

        var told = await WalkAsync($"{resource}?{filter}");
        var shown = WebUtility.HtmlDecode(await TextAsync($"{page}?{filter}"));
        var file = await TextAsync($"{page}?{filter}&handler=Csv");

        found.ShouldBeSubsetOf(told);
        told.Intersect(missed).ShouldBeEmpty();
        found.ShouldAllBe(name => Cells(shown).Contains(name) && Words(file).Contains(name));
        missed.ShouldAllBe(name => !Cells(shown).Contains(name) && !Words(file).Contains(name));
    }

    [TestCase("/api/monitoring/jobs", "state")]
    [TestCase("/api/monitoring/jobs", "kind")]
    [TestCase("/api/bank-accounts/{account}/statements", "state")]
    [TestCase("/api/api-keys", "state")]
    [TestCase("/api/members", "role")]
    [TestCase("/api/invitations", "state")]
    [TestCase("/api/invitations", "role")]
    [TestCase("/api/roles", "kind")]
    [TestCase("/api/secrets", "state")]
    [TestCase("/api/notifications", "state")]
    [TestCase("/api/notifications", "kind")]
    [TestCase("/api/grants", "effect")]
    [TestCase("/api/grants", "state")]
    public async Task A_word_that_does_not_exist_is_refused_by_its_name(string resource, string filter)
    {
        var refused = await _api.GetAsync($"{Address(resource)}?{filter}=nobodys");

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.ErrorCode.ShouldBe("VALIDATION_ERROR");
        refused.Fields.ShouldBe([filter]);
    }

    [Test]
    public async Task A_filter_is_kept_by_search_by_its_other_states_and_by_what_is_done_to_a_row()
    {
        var shown = WebUtility.HtmlDecode(await TextAsync("/monitoring/jobs?state=running&kind=statementImport&text=busy"));

        shown.ShouldContain("href=\"/o/acme/monitoring/jobs?kind=statementImport&text=busy&state=failed\"");
        shown.ShouldContain("href=\"/o/acme/monitoring/jobs?state=running&kind=statementImport&text=busy&handler=Csv\"");
        shown.ShouldContain("hx-get=\"/o/acme/monitoring/jobs?state=Running&kind=StatementImport&text=busy\"");
        shown.ShouldContain("<input name=\"state\" type=\"hidden\" value=\"running\"");
        using var changed = await _browser.PostAsync(
            $"/o/acme/settings/members?handler=Role&role=viewer&id={await IdAsync("viewer@acme.test")}",
            ("role", "viewer"), ("__RequestVerificationToken", await _browser.TokenAsync("/o/acme/settings/members")));
        changed.Headers.Location!.OriginalString.ShouldBe("/o/acme/settings/members?Role=viewer");
    }

    [Test]
    public async Task Events_are_narrowed_to_days_and_to_what_one_of_them_led_to()
    {
        var cause = Guid.CreateVersion7();
        await _app.Database.ScalarAsync($"""
            INSERT INTO events (organization_id, id, type, version, occurred_at, data, caused_by, depth, origin)
            VALUES ('{_acme.Id}', gen_random_uuid(), 'workflow.created', 1, '2026-03-31T23:59:00Z', '{"{}"}', NULL, 0, 'live'),
                ('{_acme.Id}', gen_random_uuid(), 'workflow.paused', 1, '2026-04-01T00:00:00Z', '{"{}"}', '{cause}', 1, 'live'),
                ('{_acme.Id}', gen_random_uuid(), 'workflow.resumed', 1, '2026-04-02T00:00:00Z', '{"{}"}', NULL, 0, 'live')
            """);

        (await TypesAsync("from=2026-04-01&to=2026-04-01")).ShouldBe(["workflow.paused"]);
        (await TypesAsync("from=2026-03-31&to=2026-04-01")).ShouldBe(["workflow.paused", "workflow.created"]);
        (await TypesAsync("from=2026-04-02&to=2026-04-30")).ShouldBe(["workflow.resumed"]);
        (await TypesAsync($"causedBy={cause}")).ShouldBe(["workflow.paused"]);
        (await TypesAsync("causedBy=no-id")).ShouldBeEmpty();
        (await TypesAsync("from=2026-03-31&to=2026-04-30&type=workflow.*")).Length.ShouldBe(3);
        WebUtility.HtmlDecode(await TextAsync("/events?from=2026-04-01&type=workflow.paused")).ShouldContain("value=\"2026-04-01\"");

        async Task<string[]> TypesAsync(string filter) => [.. (await TextAsync($"/events?{filter}&handler=Csv"))
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')[1].Trim('"'))];
    }

    private async Task<List<string>> WalkAsync(string address)
    {
        var names = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await _api.GetAsync($"{Address(address)}&limit=1&cursor={cursor}");
            names.AddRange(page.Data.EnumerateArray().Select(row => new[] { "title", "fileName", "email", "name", "subjectName" }.Where(name => row.TryGetProperty(name, out _)).Select(name => row.GetProperty(name).GetString()!).First()));
            cursor = page.Json.GetProperty("pagination").GetProperty("nextCursor").GetString();
        }

        return names;
    }

    private async Task<string> IdAsync(string email) =>
        (await _api.GetAsync($"/api/members?q={email}")).Data[0].GetProperty("id").GetString()!;

    // What stands between two tags.
    private static IEnumerable<string> Cells(string html) => html.Split('<', '>').Select(text => text.Trim());

    private static IEnumerable<string> Words(string csv) => csv.Split('\n', ',').Select(text => text.Trim().Trim('"'));

    private string Address(string address) => address.Replace("{account}", _account, StringComparison.Ordinal);

    private async Task<string> TextAsync(string page)
    {
        using var answer = await _browser.GetAsync(page.StartsWith("/notifications", StringComparison.Ordinal) ? page : "/o/acme" + Address(page));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, page);
        return await answer.Content.ReadAsStringAsync();
    }
}
