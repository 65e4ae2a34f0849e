using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Financbase.Testing.Hosting;
using Financbase.Web.Commands;

namespace Financbase.Web.Tests.Commands;

public sealed class VerbsTests
{
    private TestApp _app = null!;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync(
        services => services.AddVerbs(), ("Demo:Password", TestPerson.Password), ("Process:Roles", "web"));

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task The_demo_is_seeded_once_however_often_it_is_asked_for()
    {
        (await RunAsync("seed", "demo")).Code.ShouldBe(0);
        var sown = await BooksAsync();
        await _app.Database.ScalarAsync("DELETE FROM budget_lines; DELETE FROM budgets");
        (await RunAsync("seed", "demo")).Code.ShouldBe(0);
        (await RunAsync("seed", "demo")).Code.ShouldBe(0);
        (await BooksAsync()).ShouldBe(sown);
        sown.ShouldMatch("^lines (5[0-9]{2}|6[0-9]{2}); unreviewed [0-9]{2}; bills approved 3[0-9], draft 3, received 5, rejected [1-9], void [1-9]; invoices draft 3, finalized 8[0-9]; credit notes [1-9]; budgets 1; projects LOBBY, CLINIC, SHOWROOM$");
        foreach (var state in new[] { "open", "overdue", "paid", "partlyPaid", "writtenOff" })
            (await StateAsync(state)).ShouldBeGreaterThan(0, state);
        (await RunAsync("ledger", "verify", "--organization", "demo")).Code.ShouldBe(0);

        (await _app.Database.ScalarAsync("SELECT string_agg(email, ' ' ORDER BY email) FROM users WHERE email LIKE '%@demo.test' OR email LIKE '%@other.test'"))
            .ShouldBe("accountant@demo.test operator@demo.test owner@demo.test owner@other.test viewer@demo.test");
        (await _app.Database.ScalarAsync("SELECT count(*) FROM bank_accounts")).ShouldBe(1L);
        (await _app.Database.ScalarAsync("SELECT count(*) FROM statement_imports")).ShouldBe(1L);
        (await _app.Database.ScalarAsync("SELECT imported > 60 AND duplicates = 0 AND rejected_count = 0 FROM statement_imports")).ShouldBe(true);
        using var browser = TestBrowser.Open(_app);
        await browser.SignInAsync("viewer@demo.test", TestPerson.Password);
        (await browser.GetAsync("/")).Headers.Location!.OriginalString.ShouldBe("/o/demo/");
    }

    [Test]
    public async Task A_new_key_is_all_that_is_printed_and_it_works()
    {
        await RunAsync("seed", "demo");

        var made = await RunAsync("api-key", "create", "--organization", "demo", "--name", "ci");

        made.Code.ShouldBe(0);
        made.Result.ShouldMatch("^fb_live_[0-9A-Za-z]{46}\n$");
        using var client = _app.CreateApiClient(made.Result.Trim());
        (await client.GetAsync("/api/organization")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_key_for_a_viewer_cannot_be_given_more_than_the_viewer_holds()
    {
        await RunAsync("seed", "demo");

        var made = await RunAsync(
            "api-key", "create", "--organization", "demo", "--name", "ci", "--user", "viewer@demo.test", "--scopes", "banking:read,banking:import");

        made.Code.ShouldBe(1);
        made.Progress.ShouldContain("banking:import");
        made.Result.ShouldBeEmpty();
    }

    [Test]
    public async Task A_person_is_made_with_a_place_in_an_organization()
    {
        await RunAsync("seed", "demo");

        var made = await RunAsync(
            "user", "create", "--email=kim@other.example", "--password", TestPerson.Password, "--organization", "demo", "--role", "member", "--json");

        made.Code.ShouldBe(0);
        JsonDocument.Parse(made.Result).RootElement.GetProperty("role").GetString().ShouldBe("member");
        (await RunAsync("user", "create", "--email", "KIM@other.example", "--password", TestPerson.Password)).Progress.ShouldContain("already");
    }

    [TestCase("There is no verb “make tea”", "make", "tea")]
    [TestCase("--email is missing", "user", "create")]
    [TestCase("no option --colour", "user", "create", "--colour", "red")]
    [TestCase("--email needs a value", "user", "create", "--email")]
    [TestCase("--email is given twice", "user", "create", "--email", "a", "--email", "b")]
    [TestCase("at least 12 characters", "user", "create", "--email", "short@demo.test", "--password", "short")]
    [TestCase("is invalid", "user", "create", "--email", "no address", "--password", TestPerson.Password)]
    [TestCase("no organization “nowhere”", "api-key", "create", "--organization", "nowhere", "--name", "x")]
    [TestCase("no role “emperor”", "user", "create", "--email", "x@demo.test", "--password", TestPerson.Password, "--organization", "demo", "--role", "emperor")]
    [TestCase("There is no folder", "workflows", "import-check", "--corpus", "/no/such/folder")]
    [TestCase("--role needs --organization", "user", "create", "--email", "x@demo.test", "--password", TestPerson.Password, "--role", "viewer")]
    public async Task What_cannot_be_done_is_said_in_a_sentence(string sentence, params string[] arguments)
    {
        await RunAsync("seed", "demo");

        var refused = await RunAsync(arguments);

        refused.Code.ShouldBe(1);
        refused.Progress.ShouldContain(sentence);
        refused.Result.ShouldBeEmpty();
    }

    [Test]
    public async Task Migrating_an_up_to_date_database_changes_nothing()
    {
        var migrated = await RunAsync("migrate", "--json");

        migrated.Code.ShouldBe(0);
        migrated.Result.Trim().ShouldBe("""{"applied":0}""");
    }

    [Test]
    public async Task Every_file_of_a_folder_has_its_line_in_the_report_whatever_it_holds()
    {
        var folder = Directory.CreateTempSubdirectory("financbase-corpus-");
        try
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Fixtures", "N8n"), "*.json", SearchOption.AllDirectories))
                File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "huge.json"), $$"""{"nodes":[],"x":"{{new string('x', 12_000_000)}}"}""");
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "large.json"), $$"""{"nodes":[],"x":"{{new string('x', 6_000_000)}}"}""");
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "other.txt"), "no workflow");
            Directory.CreateDirectory(Path.Combine(folder.FullName, "folder.json"));
            File.CreateSymbolicLink(Path.Combine(folder.FullName, "gone.json"), "/no/such/file");

            var tried = await RunAsync("workflows", "import-check", "--corpus", folder.FullName, "--json");

            tried.Code.ShouldBe(0, tried.Progress);
            var report = JsonElement.Parse(tried.Result);
            var results = report.GetProperty("results").EnumerateArray().Select(file => (
                File: file.GetProperty("file").GetString()!,
                Said: file.GetProperty("outcome").GetString() + (file.GetProperty("code").GetString() is { } code ? $" {code}" : ""))).ToList();
            results.ShouldBe([
                ("another-program.json", "refused not_n8n"), ("assistant.json", "placeholders"), ("bytes.json", "refused malformed"),
                ("cut-off.json", "refused malformed"), ("deep.json", "refused malformed"), ("empty-list.json", "refused too_many"),
                ("gone.json", "refused unreadable"), ("huge.json", "refused too_large"), ("in-batches.json", "imported"),
                ("large-orders.json", "imported"), ("large.json", "refused too_large"), ("nothing.json", "refused empty"),
                ("odd.json", "placeholders"), ("ring.json", "imported"), ("trailing.json", "refused trailing_text"),
                ("twice.json", "refused trailing_text"), ("weekly-figures.json", "placeholders"),
            ]);
            report.GetProperty("files").GetInt32().ShouldBe(results.Count);
            report.GetProperty("refused").GetProperty("malformed").GetInt32().ShouldBe(3);
            report.GetProperty("placeholders").GetProperty("n8n-nodes-base.googleSheets").GetInt32().ShouldBe(1);
            report.GetProperty("results").EnumerateArray().Where(file => file.GetProperty("outcome").GetString() == "refused")
                .ShouldAllBe(file => file.GetProperty("reason").GetString()!.Length > 10);
            tried.Progress.ShouldContain("trailing.json: refused, Something follows the end of the JSON");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public async Task A_hostile_folder_ends_with_a_report_and_its_total()
    {
        var folder = Directory.CreateTempSubdirectory("financbase-corpus-");
        try
        {
            string At(params string[] names) => Path.Combine([folder.FullName, .. names]);
            File.Copy(Path.Combine(AppContext.BaseDirectory, "Fixtures", "N8n", "large-orders.json"), At("GOOD.JSON"));
            File.Copy(Path.Combine(AppContext.BaseDirectory, "Fixtures", "N8n", "weekly-figures.json"), At("partly.json"));
            await using (var sparse = File.Create(At("50-mb.json")))
                sparse.SetLength(50 * 1024 * 1024);
            await File.WriteAllBytesAsync(At("binary.json"), [.. Enumerable.Range(0, 4096).Select(number => (byte)(number * 7919 % 256))]);
            await File.WriteAllTextAsync(At("nested.json"), new string('[', 1_000_000));
            await File.WriteAllTextAsync(At("no-json.json"), "Dear Sir or Madam,");
            Directory.CreateDirectory(At("in", "deeper"));
            // Ways around that double with each level.
            foreach (var name in new[] { "one", "two", "three.json" })
                Directory.CreateSymbolicLink(At("in", "deeper", name), folder.FullName);
            File.CreateSymbolicLink(At("ring-a.json"), At("ring-b.json"));
            File.CreateSymbolicLink(At("ring-b.json"), At("ring-a.json"));
            File.CreateSymbolicLink(At("endless.json"), "/dev/zero");
            File.CreateSymbolicLink(At("in", "good-too.json"), At("GOOD.JSON"));
            using (var made = Process.Start("mkfifo", At("pipe.json")))
                await made.WaitForExitAsync();

            var told = await RunAsync("workflows", "import-check", "--corpus", folder.FullName);

            told.Code.ShouldBe(0, told.Progress);
            told.Result.Split('\n', StringSplitOptions.TrimEntries)[0].ShouldBe("11 files: 2 imported, 1 with placeholders, 8 refused");
            told.Result.ShouldContain("refused as malformed: 3");
            told.Result.ShouldContain("refused as empty: 2");
            told.Result.ShouldContain("refused as unreadable: 2");
            told.Result.ShouldContain("refused as too_large: 1");
            told.Progress.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(11);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public async Task A_file_that_may_not_be_read_is_refused_as_such()
    {
        // Who may do everything reads it all the same, and finds something else in it.
        var expected = Environment.IsPrivilegedProcess ? "not_n8n" : "unreadable";
        var folder = Directory.CreateTempSubdirectory("financbase-corpus-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "shut.json"), "{}");
        using (var shut = Process.Start("chmod", ["000", Path.Combine(folder.FullName, "shut.json")]))
            await shut.WaitForExitAsync();

        var told = (await RunAsync("workflows", "import-check", "--corpus", folder.FullName)).Result;

        folder.Delete(recursive: true);
        told.ShouldStartWith("1 files: 0 imported, 0 with placeholders, 1 refused");
        told.ShouldContain($"refused as {expected}: 1");
    }

    [Test]
    public async Task Quotas_are_set_for_one_organization_and_what_is_no_number_is_refused()
    {
        await RunAsync("seed", "demo");

        (await RunAsync("quotas", "set", "--organization", "demo", "--executions-per-day", "500")).Result
            .ShouldBe("demo: executions a day 500, under way unchanged.\n");
        (await RunAsync("quotas", "set", "--organization", "demo", "--unfinished", "many")).Code.ShouldBe(1);

        (await KeptAsync()).ShouldBe("500 ");
        (await _app.Database.ScalarAsync("SELECT count(*) FROM audit_logs WHERE action = 'workflow.set_quotas'")).ShouldBe(1L);
        (await RunAsync("quotas", "set", "--organization", "demo", "--unfinished", "20")).Code.ShouldBe(0);
        (await KeptAsync()).ShouldBe("500 20");
        (await RunAsync("quotas", "set", "--organization", "demo", "--executions-per-day", "default")).Code.ShouldBe(0);
        (await KeptAsync()).ShouldBe(" 20");
        (await RunAsync("quotas", "set", "--organization", "demo")).Code.ShouldBe(1);

        async Task<string> KeptAsync() =>
            (string)(await _app.Database.ScalarAsync("SELECT concat(executions_per_day, ' ', unfinished) FROM workflow_quotas"))!;
    }

    private async Task<string> BooksAsync() => (string)(await _app.Database.ScalarAsync("""
        SELECT concat('lines ', (SELECT count(*) FROM bank_transactions), '; unreviewed ', (SELECT count(*) FROM bank_transactions WHERE status = 'unreviewed'),
            '; bills ', (SELECT string_agg(status || ' ' || count, ', ' ORDER BY status) FROM (SELECT status, count(*) FROM bills GROUP BY 1) b),
            '; invoices ', (SELECT string_agg(status || ' ' || count, ', ' ORDER BY status) FROM (SELECT status, count(*) FROM invoices WHERE kind = 'invoice' GROUP BY 1) i),
            '; credit notes ', (SELECT count(*) FROM invoices WHERE kind = 'credit_note'), '; budgets ', (SELECT count(*) FROM budgets),
            '; projects ', (SELECT string_agg(code, ', ' ORDER BY id) FROM projects j WHERE EXISTS (SELECT FROM postings p WHERE p.project_id = j.id)))
        """))!;

    private async Task<long> StateAsync(string state)
    {
        var condition = state switch
        {
            "open" => "open_minor = gross_minor AND due_date >= now()::date",
            "overdue" => "open_minor > 0 AND due_date < now()::date",
            "paid" => "open_minor = 0",
            "partlyPaid" => "open_minor > 0 AND open_minor < gross_minor",
            _ => "written_off_minor > 0",
        };
        return (long)(await _app.Database.ScalarAsync($"SELECT count(*) FROM invoices WHERE kind = 'invoice' AND status = 'finalized' AND {condition}"))!;
    }

    private async Task<(int Code, string Result, string Progress)> RunAsync(params string[] arguments)
    {
        using var result = new StringWriter { NewLine = "\n" };
        using var progress = new StringWriter();
        var code = await Verbs.RunAsync(_app.Services, arguments, result, progress, CancellationToken.None);
        return (code, result.ToString(), progress.ToString());
    }
}
