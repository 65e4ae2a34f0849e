using System.Text.Json;
using Financbase.Application.Audit;
using Financbase.Application.Banking;
using Financbase.Application.Paging;
using Financbase.Application.Workflows;
using Financbase.Domain.Banking;
using Financbase.Domain.Workflows;
using Financbase.Testing.Banking;
using Financbase.Testing.Hosting;
using Npgsql;

namespace Financbase.Application.Tests.Audit;

public sealed class AuditedCommandsTests
{
    private const string Iban = "DE89370400440532013000";
    private const string Secret = "tok-9f8e7d6c5b";

    private TestApp _app = null!;
    private TestOrganization _acme = null!;

    [OneTimeSetUp]
    public async Task Start() => _app = await TestApp.StartAsync(("Process:Roles", "web"));

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [SetUp]
    public async Task Found() => _acme = await _app.FoundAsync($"acme-{TestContext.CurrentContext.Test.ID.Replace('.', '-')}");

    [Test]
    public async Task A_change_leaves_one_entry_with_what_was_before_and_after()
    {
        var made = (await _acme.SendAsync(new CreateWorkflow(Definition("Review")))).Value;
        _ = (await _acme.SendAsync(new SaveDraft(new WorkflowId(made.Id), Definition("Check twice")))).Value;

        var entries = await EntriesAsync();

        entries.Select(entry => entry.Action).ShouldBe(["workflow.save_draft", "workflow.create"]);
        entries[0].Target.ShouldBe(new AuditTarget("workflow", made.Id.ToString(), "Check twice"));
        entries[0].Actor.Kind.ShouldBe("user");
        var fields = entries[0].Changes[0].GetProperty("fields");
        fields.GetProperty("name").GetRawText().ShouldBe("""{"before":"Review","after":"Check twice"}""");
        fields.GetProperty("revision").GetRawText().ShouldBe("""{"before":1,"after":2}""");
        entries[1].Changes[0].GetProperty("change").GetString().ShouldBe("added");
    }

    [Test]
    public async Task What_is_sealed_or_declared_hidden_is_told_as_changed_and_never_to_what()
    {
        _ = (await _acme.SendAsync(new CreateBankAccount("Main", "EUR", Iban))).Value;
        _ = (await _acme.SendAsync(new CreateWorkflow(Definition("Call", Secret)))).Value;
        var keeper = await _app.CreateUserAsync($"keeper@{_acme.Info.Identifier}.test");
        await _acme.AddMemberAsync(keeper, "owner");
        var key = await _acme.IssueKeyAsync(keeper);

        var whole = (string)(await _app.Database.ScalarAsync(
            $"SELECT string_agg(row::text, '') FROM audit_logs row WHERE organization_id = '{_acme.Id}'"))!;

        whole.ShouldNotContain(Iban);
        whole.ShouldNotContain(Secret);
        whole.ShouldNotContain(key[^20..]);
        var account = (await EntriesAsync()).Single(entry => entry.Action == "bank_account.open");
        account.Changes[0].GetProperty("fields").GetProperty("iban").GetRawText().ShouldBe("""{"after":"(hidden)","hidden":true}""");
        account.Changes[0].GetProperty("fields").GetProperty("name").GetProperty("after").GetString().ShouldBe("Main");
        account.Changes[0].GetProperty("fields").TryGetProperty("ibanIndex", out _).ShouldBeFalse();
        account.Changes[0].GetProperty("fields").EnumerateObject().ShouldNotContain(field => field.Name.Contains("tail", StringComparison.OrdinalIgnoreCase));
        (await EntriesAsync()).Single(entry => entry.Action == "api_key.issue")
            .Changes[0].GetProperty("fields").GetProperty("hash").GetProperty("hidden").GetBoolean().ShouldBeTrue();
    }

    [Test]
    public async Task A_refused_or_failed_command_leaves_none()
    {
        (await _acme.SendAsync(new CreateBankAccount("Main", "EUR"), role: "viewer")).IsSuccess.ShouldBeFalse();
        (await _acme.SendAsync(new CreateBankAccount("", "nothing"))).IsSuccess.ShouldBeFalse();
        (await _acme.SendAsync(new DeleteWorkflow(new WorkflowId(Guid.CreateVersion7())))).IsSuccess.ShouldBeFalse();
        _ = (await _acme.SendAsync(new CreateBankAccount("Main", "EUR", Iban))).Value;
        (await _acme.SendAsync(new CreateBankAccount("Twice", "EUR", Iban))).Error.ShouldBe(BankingErrors.IbanTaken);

        (await EntriesAsync()).Select(entry => entry.Target!.Label).ShouldBe(["Main"]);
    }

    [Test]
    public async Task Bulk_that_is_written_past_the_aggregates_is_told_in_numbers()
    {
        var account = await _acme.OpenAccountAsync();
        var import = (await _acme.ImportAsync(account, "Date,Description,Amount\n2026-06-01,Coffee,-4.50\n2026-06-02,Rent,-900.00\n")).Value;
        _ = (await _acme.SendAsync(new UndoStatementImport(account, import.ImportId))).Value;

        var entries = await EntriesAsync();

        entries.Select(entry => entry.Action).ShouldBe(["statement_import.undo", "statement_import.create", "bank_account.open"]);
        entries[1].Target!.Id.ShouldBe(import.ImportId.ToString());
        entries[1].Summary.GetProperty("linesAdded").GetInt32().ShouldBe(2);
        entries[1].Changes.EnumerateArray().First(change => change.GetProperty("kind").GetString() == "statement_import")
            .GetProperty("fields").GetProperty("imported").GetProperty("after").GetInt32().ShouldBe(2);
        entries[0].Summary.GetProperty("linesRemoved").GetInt32().ShouldBe(2);
    }

    [Test]
    public async Task Who_acted_keeps_the_name_of_that_time()
    {
        var slug = _acme.Info.Identifier;
        var owner = await _acme.AddMemberAsync("owner");
        using var browser = await TestBrowser.SignInAsync(_app, owner);
        (await browser.SubmitAsync($"/o/{slug}/banking/new", ("Input.Name", "Desk"), ("Input.Currency", "EUR"))).Headers.Location.ShouldNotBeNull();
        await _app.Database.ScalarAsync($"UPDATE users SET email = 'renamed@{slug}.test' WHERE id = '{owner.Id}'");
        using var api = _app.CreateApiClient(await _acme.IssueKeyAsync(owner));
        (await api.PostAsync("/api/bank-accounts", new StringContent("""{"name":"Robot","currency":"EUR"}""", null, "application/json"))).EnsureSuccessStatusCode();

        var entries = (await EntriesAsync()).Where(entry => entry.Action == "bank_account.open").ToList();

        var (byKey, byPerson) = (entries[0], entries[1]);
        byPerson.Actor.ShouldBe(new AuditActor("user", $"user:{owner.Id}", owner.Id.Value, owner.Email));
        byPerson.AuthMethod.ShouldBe("session");
        byPerson.SessionId.ShouldNotBeNull();
        byPerson.Address.ShouldBe("127.0.0.1");
        byPerson.RequestId.ShouldNotBeNullOrEmpty();
        byKey.Actor.Kind.ShouldBe("api_key");
        byKey.Actor.Name.ShouldBe("test");
        byKey.Actor.UserId.ShouldBe(owner.Id.Value);
        byKey.AuthMethod.ShouldBe("api_key");
        $"api_key:{byKey.ApiKeyId}".ShouldBe(byKey.Actor.Id);
        (await EntriesAsync()).Single(entry => entry.Action == "member.add").Target!.Label.ShouldBe(owner.Email);
    }

    [Test]
    public async Task An_entry_that_cannot_be_written_fails_the_command()
    {
        await _app.Database.ScalarAsync($"ALTER TABLE audit_logs ADD CONSTRAINT broken CHECK (organization_id <> '{_acme.Id}')");

        (await _acme.SendAsync(new CreateBankAccount("Main", "EUR"))).IsSuccess.ShouldBeFalse();

        await _app.Database.ScalarAsync("ALTER TABLE audit_logs DROP CONSTRAINT broken");
        (await _app.Database.ScalarAsync($"SELECT count(*) FROM bank_accounts WHERE organization_id = '{_acme.Id}'")).ShouldBe(0L);
    }

    [Test]
    public async Task Commands_of_one_organization_do_not_wait_for_each_other()
    {
        await using var connection = new NpgsqlConnection(_app.Database.App);
        await connection.OpenAsync();
        await using var open = await connection.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand($"""
            SELECT set_config('app.organization_id', '{_acme.Id}', true);
            INSERT INTO audit_logs (organization_id, id, at, actor_kind, actor, action, changes, omitted, summary)
            VALUES ('{_acme.Id}', '{Guid.CreateVersion7()}', now(), 'system', 'platform', 'test.hold', '[]', 0, '{"{}"}')
            """, connection, open);
        await hold.ExecuteNonQueryAsync();

        var all = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => _acme.SendAsync(new CreateBankAccount($"Account {number}", "EUR"))))
            .WaitAsync(TimeSpan.FromSeconds(20));

        all.ShouldAllBe(made => made.IsSuccess);
        (await EntriesAsync()).Select(entry => entry.Target!.Id).ShouldBe(all.Select(made => made.Value.Id.ToString()), ignoreOrder: true);
    }

    [Test]
    public async Task Nobody_changes_or_removes_an_entry()
    {
        _ = (await _acme.SendAsync(new CreateBankAccount("Main", "EUR"))).Value;
        string[] attempts = ["UPDATE audit_logs SET action = 'nothing.happened'", "DELETE FROM audit_logs", "TRUNCATE audit_logs"];
        foreach (var role in new[] { _app.Database.App, _app.Database.System, _app.Database.Owner, _app.Database.Superuser })
        {
            await using var source = NpgsqlDataSource.Create(role);
            foreach (var sql in attempts)
            {
                await using var batch = source.CreateBatch();
                batch.BatchCommands.Add(new($"SELECT set_config('app.organization_id', '{_acme.Id}', true)"));
                batch.BatchCommands.Add(new(sql));
                (await Should.ThrowAsync<PostgresException>(() => batch.ExecuteNonQueryAsync())).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, sql);
            }
        }

        (await EntriesAsync()).Count.ShouldBe(1);
    }

    [Test]
    public async Task Another_organization_reads_none_of_it_and_nobody_without_the_right()
    {
        _ = (await _acme.SendAsync(new CreateBankAccount("Main", "EUR"))).Value;
        var other = await _app.FoundAsync($"other-{_acme.Info.Identifier}");
        var id = (await EntriesAsync())[0].Id;

        (await other.SendAsync(new ListAuditLogs(new AuditFilter(), new PageRequest()))).Value.Items.ShouldBeEmpty();
        (await other.SendAsync(new GetAuditLog(id))).Error!.Kind.ShouldBe(Domain.SharedKernel.ErrorKind.NotFound);
        (await _acme.SendAsync(new GetAuditLog(id), role: "accountant")).Error!.Kind.ShouldBe(Domain.SharedKernel.ErrorKind.Forbidden);
    }

    private async Task<IReadOnlyList<AuditLogView>> EntriesAsync() =>
        (await _acme.SendAsync(new ListAuditLogs(new AuditFilter(), new PageRequest(PageRequest.MaxLimit)))).Value.Items;

    private static string Definition(string name, string token = "none") => JsonSerializer.Serialize(new
    {
        name,
        trigger = new { type = "manual" },
        steps = new[] { new { key = "call", type = "httpRequest", config = new { method = "GET", url = "https://example.com", headers = new { Authorization = token } } } },
    });
}
