using System.IO.Compression;
using System.Net;
using System.Text;
using Financbase.Application.Banking;
using Financbase.Application.Organizations;
using Financbase.Application.Secrets;
using Financbase.Application.Workflows;
using Financbase.Testing.Hosting;

namespace Financbase.Web.Tests.Organizations;

/// <summary>What an owner takes along: all of it, of no other organization, and also after closing.</summary>
public sealed class DataTests
{
    private const string Page = "/o/ours/settings/data";
    private const string Download = Page + "?handler=Download";
    private const string Iban = "DE89370400440532013000";

    private TestApp _app = null!;
    private TestOrganization _ours = null!;
    private TestPerson _owner = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _ours = await _app.FoundAsync("ours");
        _owner = await _ours.AddMemberAsync("owner");
        await FillAsync(_ours, "our-word");
        await FillAsync(await _app.FoundAsync("theirs"), "their-word");
        await _app.Database.ScalarAsync($$"""
            WITH grants AS (
                INSERT INTO resource_grants (organization_id, id, user_id, permission, resource_type, resource_id, effect, granted_by, created_at)
                VALUES ('{{_ours.Id}}', gen_random_uuid(), '{{_owner.Id}}', 'banking:read', 'bank_account', gen_random_uuid(), 'allow', '{{_owner.Id}}', now()))
            INSERT INTO jobs (organization_id, id, kind, title, subject, arguments, requested_by, requested_by_user, state, run, done, total, queued_at)
            VALUES ('{{_ours.Id}}', gen_random_uuid(), 'statement_import', 'long.csv', gen_random_uuid(), '{}', 'user:{{_owner.Id}}', '{{_owner.Id}}', 'failed', 1, 0, 9, now())
            """);
    }

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task An_owner_downloads_everything_and_nothing_of_others()
    {
        using var browser = await TestBrowser.SignInAsync(_app, _owner);

        var files = await DownloadAsync(browser);

        (await _app.Database.ScalarAsync("SELECT count(*) > 0 FROM audit_logs WHERE action = 'organization.export'")).ShouldBe(true);
        files.Keys.ShouldBe(ExportParts.All.Select(part => part.Name + ".csv"));
        files.Values.ShouldAllBe(text => text.Length > 10);
        string.Concat(files.Values).ShouldNotContain("their-word");
        files["members.csv"].ShouldContain("\"owner@ours.test\",\"owner\"");
        files["bank-accounts.csv"].ShouldContain($"\"our-word account\",\"EUR\",\"{Iban}\",,\r\n");
        files["bank-transactions.csv"].ShouldContain("\"2026-06-01\",\"-4.50\",\"EUR\",\"our-word coffee\"");
        files["bank-transactions.csv"].ShouldContain("\"'=SUM(A1)\"");
        files["workflows.csv"].ShouldContain("our-word flow");
        files["secrets.csv"].ShouldContain("\"kept\"");
        files["secrets.csv"].ShouldNotContain("our-word value");
        files["events.csv"].ShouldContain("bank_statement.imported");
        files["exceptions.csv"].ShouldContain($"\"{_owner.Email}\",,,\"banking:read\",\"bank_account\"");
        files["jobs.csv"].ShouldContain("\"statement_import\",\"long.csv\"");
    }

    [Test]
    public async Task Every_list_can_be_read([ValueSource(nameof(Parts))] string part)
    {
        var page = await _ours.SendAsync(new ReadExport(part));

        page.Value.Columns.ShouldBeUnique();
        page.Value.Rows.ShouldAllBe(row => row.Count == page.Value.Columns.Count);
    }

    [Test]
    public async Task A_long_list_is_whole()
    {
        await _app.Database.ScalarAsync($"""
            INSERT INTO bank_transactions
            SELECT (jsonb_populate_record(t, jsonb_build_object(
                'id', gen_random_uuid(), 'fingerprint', gen_random_uuid(), 'description', 'copy ' || n))).*
            FROM bank_transactions t CROSS JOIN generate_series(1, 2500) AS n
            WHERE t.organization_id = '{_ours.Id}' AND t.description = 'our-word coffee'
            """);
        using var browser = await TestBrowser.SignInAsync(_app, _owner);

        var lines = (await DownloadAsync(browser))["bank-transactions.csv"].Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        lines.ShouldBeUnique();
        lines.Count(line => line.Contains("copy ", StringComparison.Ordinal)).ShouldBe(2500);
    }

    [Test]
    public async Task Nobody_but_an_owner_gets_it()
    {
        using var admin = await TestBrowser.SignInAsync(_app, await _ours.AddMemberAsync("admin"));
        using var stranger = await TestBrowser.SignInAsync(_app, await _app.CreateUserAsync("stranger@else.test"));

        foreach (var address in new[] { Page, Download })
        {
            (await admin.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await stranger.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        (await _ours.SendAsync(new ReadExport("members"), "admin")).Error!.Code.ShouldBe("forbidden");
        (await _ours.SendAsync(new ReadExport("users"))).Error!.Code.ShouldBe("not_found");
        (await _ours.SendAsync(new ReadExport("members", "broken"))).Error!.Code.ShouldBe("validation_error");
    }

    [Test]
    public async Task It_can_be_had_while_the_organization_is_closed_and_no_more_when_it_is_erased()
    {
        var closing = await _app.FoundAsync("closing");
        using var browser = await TestBrowser.SignInAsync(_app, await closing.AddMemberAsync("owner"));
        await FillAsync(closing, "last-word");
        (await browser.SubmitAsync("/o/closing/settings/organization/ownership?handler=Close", ("Input.Confirmation", "closing"))).Dispose();
        (await browser.GetAsync("/o/closing/banking")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        var page = await (await browser.GetAsync("/o/closing/settings/data")).Content.ReadAsStringAsync();
        var files = await DownloadAsync(browser, "/o/closing/settings/data?handler=Download");

        page.ShouldContain("Download all");
        files["bank-accounts.csv"].ShouldContain($"last-word account\",\"EUR\",\"{Iban}\"");
        await _app.Database.ScalarAsync($"UPDATE organizations SET state = 'erased' WHERE id = '{closing.Id}'");
        (await browser.GetAsync("/o/closing/settings/data?handler=Download")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await browser.GetAsync("/o/closing/settings/organization/ownership")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static IEnumerable<string> Parts() => ExportParts.All.Select(part => part.Name);

    private static async Task<Dictionary<string, string>> DownloadAsync(TestBrowser browser, string address = Download)
    {
        using var answer = await browser.GetAsync(address);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentDisposition!.FileName.ShouldEndWith(".zip");
        await using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        var files = new Dictionary<string, string>();
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync());
            files[entry.Name] = await reader.ReadToEndAsync();
        }

        return files;
    }

    private static async Task FillAsync(TestOrganization organization, string word)
    {
        var account = await organization.SendAsync(new CreateBankAccount($"{word} account", "EUR", Iban, null));
        var file = new StatementFile($"{word}.csv", Encoding.UTF8.GetBytes($"Date,Description,Amount\n2026-06-01,{word} coffee,-4.50\n2026-06-02,=SUM(A1),-9.00\n"));
        (await organization.SendAsync(new ImportStatement(account.Value.Id, file))).Error.ShouldBeNull();
        (await organization.SendAsync(new CreateSecret("kept", word, $"{word} value"))).Error.ShouldBeNull();
        (await organization.SendAsync(new CreateWorkflow($$"""{"name":"{{word}} flow","trigger":{"type":"manual"},"steps":[]}"""))).Error.ShouldBeNull();
    }
}
