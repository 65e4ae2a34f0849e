using System.Net.Http.Json;
using System.Text.Json;
using Financbase.Application.Banking;
using Financbase.Application.Ledger;
using Financbase.Application.Ledger.Scheduled;
using Financbase.Application.Paging;
using Financbase.Application.Secrets;
using Financbase.Application.Workflows;
using Financbase.Application.Workflows.Quotas;
using Financbase.Domain.Banking;
using Financbase.Domain.Ledger;
using Financbase.Domain.Workflows;
using Financbase.Testing;
using Financbase.Testing.Fixtures;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;

namespace Financbase.EndToEnd.Tests;

/// <summary>An organization with a month of bank lines and a workflow that ran, one with nothing, and an owner of both.</summary>
public sealed partial class PageScene : IAsyncDisposable
{
    private readonly Dictionary<string, string> _ids = [];
    private HttpSink _sink = null!;

    public TestApp App { get; private set; } = null!;

    public TestOrganization Full { get; private set; } = null!;

    public TestOrganization Bare { get; private set; } = null!;

    /// <summary>The owner's signed-in session, as Playwright keeps it.</summary>
    public string Session { get; private set; } = "";

    public static async Task<PageScene> StartAsync()
    {
        var scene = new PageScene
        {
            _sink = await HttpSink.StartAsync(),
            App = await TestApp.StartAsync(("Egress:AllowedNetworks:0", "127.0.0.0/8")),
        };
        scene.Full = await scene.App.FoundAsync("harbor");
        scene.Bare = await scene.App.FoundAsync("meadow");
        var owner = await scene.Full.AddMemberAsync("owner");
        await scene.Bare.AddMemberAsync(owner, "owner");
        await scene.FurnishAsync(await scene.Full.IssueKeyAsync(owner));
        await scene.ExpensesAsync(owner.Id);
        scene.Session = await Chromium.KeepSessionAsync(scene.App, owner);
        return scene;
    }

    /// <summary>Puts ids of the scene into the places of an address: <c>{account}</c>, <c>{workflow}</c> …</summary>
    public string Fill(string address) =>
        _ids.Aggregate(address, (filled, id) => filled.Replace($"{{{id.Key}}}", id.Value, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await _sink.DisposeAsync();
    }

    private async Task FurnishAsync(string key)
    {
        using var api = App.CreateApiClient(key);
        var workflow = await SendAsync(new CreateWorkflow(Workflow.Json(Workflow.LargePayments(_sink.Address))));
        await SendAsync(new PublishWorkflow(new WorkflowId(workflow.Id)));
        await AnotherVersionAsync(new WorkflowId(workflow.Id));
        var account = await SendAsync(new CreateBankAccount("Operating account", StatementFixture.Currency, StatementFixture.Iban, null));
        await SendAsync(new CreateSecret("token", "Signs in at the receiver of payment reviews", "a token of the sink"));
        var file = new StatementFile(StatementFixture.CsvName, StatementFixture.Csv);
        var import = await SendAsync(new ImportStatement(account.Id, file));
        var upload = await SendAsync(new StageStatement(account.Id, file));
        await Eventually.HoldsAsync(() => _sink.Requests.Count == StatementFixture.LargePayments);

        _ids["account"] = $"{account.Id.Value}";
        await BooksAsync();
        await SalesAsync();
        await PurchasesAsync();
        var executions = await api.GetFromJsonAsync<JsonElement>("/api/executions?limit=1");
        var events = await api.GetFromJsonAsync<JsonElement>("/api/events?type=bank_transaction.created&limit=1");
        await ApprovalsAsync(api);
        await Full.SendAsPlatformAsync(new SetWorkflowQuotas(QuotaChange.To(2_000), QuotaChange.To(400)));
        _ids["automation"] = await AutomationAsync();
        await RepairsAsync();
        _ids["event"] = events.GetProperty("data")[0].GetProperty("id").GetString()!;
        _ids["import"] = $"{import.ImportId}";
        _ids["running"] = await ImportsInAllStatesAsync(account.Id.Value);
        _ids["upload"] = $"{upload.Value}";
        _ids["workflow"] = $"{workflow.Id}";
        _ids["audit"] = (await App.Database.ScalarAsync(
            $"SELECT id FROM audit_logs WHERE organization_id = '{Full.Id}' AND action = 'bank_account.open'"))!.ToString()!;
        _ids["execution"] = executions.GetProperty("data")[0].GetProperty("id").GetString()!;
    }

    /// <summary>The workflow once more, with a step more, and other words in its call.</summary>
    private async Task AnotherVersionAsync(WorkflowId workflow)
    {
        var first = Workflow.Json(Workflow.LargePayments(_sink.Address));
        var second = first.Replace("{{ trigger.description }}", "{{ trigger.description | upcase }}", StringComparison.Ordinal)
            .Replace("\"next\":{\"default\":null}", "\"timeout\":\"PT15S\",\"next\":{\"default\":\"note\"}", StringComparison.Ordinal)
            .Replace("}]}", "},{\"key\":\"note\",\"type\":\"template\",\"name\":\"Note it\",\"config\":{\"text\":\"Told of {{ trigger.id }}\"}}]}", StringComparison.Ordinal);
        await SendAsync(new SaveDraft(workflow, second));
        await SendAsync(new PublishWorkflow(workflow));
    }

    /// <summary>A quarter of a small firm's books, with an entry that was reversed.</summary>
    private async Task BooksAsync()
    {
        await SendAsync(new AdoptChart("small-business"));
        var accounts = (await SendAsync(new ListAccounts(new(), new PageRequest(PageRequest.MaxLimit)))).Items.ToDictionary(account => account.Code, account => account.Id);
        (DateOnly Date, string Memo, string Debit, string Credit, decimal Amount)[] entries =
        [
            (new(2026, 4, 1), "Share capital paid in", "1010", "3000", 25_000m),
            (new(2026, 4, 3), "Cargo crane, second hand", "1500", "1010", 8_400m),
            (new(2026, 4, 30), "Office rent April", "6100", "1010", 2_400m),
            (new(2026, 5, 12), "Invoice NW-26 refitting of the quay", "1100", "4100", 12_310.50m),
            (new(2026, 5, 29), "Payment of invoice NW-26", "1010", "1100", 12_310.50m),
            (new(2026, 5, 31), "Office rent May", "6100", "1010", 2_400m),
            (new(2026, 6, 30), "Depreciation of the crane", "6800", "1590", 210m),
        ];
        foreach (var (date, memo, debit, credit, amount) in entries)
            _ids["entry"] = $"{(await SendAsync(new PostJournalEntry(date, [new(accounts[debit], Debit: amount), new(accounts[credit], Credit: amount)], memo))).Id}";

        await SendAsync(new AddExchangeRate("USD", new(2026, 6, 1), 0.8532m));
        var bank = new BankAccountId(Guid.Parse(_ids["account"]));
        await SendAsync(new ConnectBankAccount(bank, accounts["1010"]));
        _ids["rule"] = $"{(await SendAsync(new CreateBankRule("Rent", new(Direction: MoneyDirection.Out, Words: ["Harbour Estates", "Quay Parking"]), accounts["6100"], Priority: 10))).Id}";
        var lines = (await SendAsync(new ListBankTransactions(new(bank), new PageRequest(PageRequest.MaxLimit), BankTransactionOrder.NewestFirst))).Items;
        await SendAsync(new CategorizeBankTransaction(lines[1].Id, [new SplitDraft(accounts["6200"])]));
        (_ids["line"], _ids["posted"]) = ($"{lines[0].Id}", $"{lines[1].Id}");
        _ids["incoming"] = $"{lines.Skip(2).First(line => line.Amount.Minor > 0).Id}";
        foreach (var (code, name) in new[] { ("PIER-4", "Repairs of pier 4"), ("SHED", "New boat shed"), ("FAIR-2026", "Trade fair in Hamburg") })
            _ids["project"] = $"{(await SendAsync(new CreateProject(new(code, name)))).Id}";
        var fair = new ProjectId(Guid.Parse(_ids["project"]));
        _ids["tagged"] = $"{(await SendAsync(new PostJournalEntry(
            new(2026, 6, 12), [new(accounts["6200"], Debit: 1_840m, Memo: "Stand", ProjectId: fair), new(accounts["1010"], Credit: 1_840m)], "Stand at the trade fair", ["Trade fair", "Hamburg", "2026"]))).Id}";
        await SendAsync(new PostJournalEntry(new(2026, 6, 14), [new(accounts["1010"], Debit: 2_600m), new(accounts["4100"], Credit: 2_600m, ProjectId: fair)], "Orders taken at the fair"));
        await SendAsync(new StartReconciliation(bank, new(2026, 6, 30), 18_240.55m));
        var wrong = await SendAsync(new PostJournalEntry(new(2026, 6, 30), [new(accounts["6000"], Debit: 7_810.42m, Memo: "Four people"), new(accounts["1010"], Credit: 7_810.42m)], "Salaries June"));
        _ids["reversal"] = $"{(await SendAsync(new ReverseJournalEntry(wrong.Id, null, "Posted twice"))).Id}";
        _ids["bank"] = $"{accounts["1010"]}";
        await SendAsync(new LockPeriod(new(2026, 3, 31)));
        var paid = await SendAsync(new PostJournalEntry(new(2026, 4, 1), [new(accounts["1400"], Debit: 1_000m), new(accounts["1010"], Credit: 1_000m)], "Insurance of the yard, one year"));
        _ids["schedule"] = $"{(await SendAsync(new CreateScheduledEntry(
            new("Insurance of the yard", accounts["1400"], accounts["6450"], 1_000m, new(2026, 2, 15), 12, Method: ScheduledMethod.Days, SourceEntryId: paid.Id)))).Id}";
        _ids["accrual"] = $"{(await SendAsync(new CreateScheduledEntry(
            new("Annual accounts", accounts["2900"], accounts["6500"], 3_600m, new(2026, 1, 1), 12, ScheduledKind.AccrualToDate)))).Id}";
        _ids["budget"] = $"{(await SendAsync(new CreateBudget("Plan for 2026", 2026,
        [
            new(accounts["4100"], [.. Enumerable.Repeat(4_000m, 12)]), new(accounts["6100"], [.. Enumerable.Repeat(2_300m, 12)]), new(accounts["6200"], [0, 0, 0, 0, 0, 900, 0, 0, 0, 0, 0, 900]),
        ]))).Id}";
    }

    /// <summary>A published workflow that acts with rights of its own.</summary>
    private async Task<string> AutomationAsync()
    {
        var workflow = await SendAsync(new CreateWorkflow("""
            {"name":"Month-end cash note","trigger":{"type":"manual"},"steps":[
              {"key":"cash","type":"runReport","config":{"report":"cash_movements","parameters":{"from":"{{ trigger.from }}","to":"{{ trigger.to }}"}},"next":{"default":"lines"}},
              {"key":"lines","type":"findRecords","config":{"resource":"bank_transaction","filter":{"status":"unreviewed"},"sort":"lowest","limit":200},"next":{"default":"note"}},
              {"key":"note","type":"recordMetric","config":{"name":"lines.unreviewed","value":"{{ steps.lines.output.count }}"},"next":{"default":"tell"}},
              {"key":"tell","type":"emitEvent","config":{"name":"month_closed","data":{"rows":"{{ steps.cash.output.count }}"}},"next":{"default":"rest"}},
              {"key":"rest","type":"updateRecord","config":{"resource":"workflow","id":"{{ trigger.workflow }}","set":{"status":"paused"}}}]}
            """));
        await SendAsync(new PublishWorkflow(new WorkflowId(workflow.Id)));
        return $"{workflow.Id}";
    }

    /// <summary>A question that waits for the owner, and one that is answered.</summary>
    private async Task ApprovalsAsync(HttpClient api)
    {
        var workflow = await SendAsync(new CreateWorkflow("""
            {"name":"Large payments","trigger":{"type":"manual"},"steps":[{"key":"ask","type":"approval","config":{
              "role":"owner","title":"Pay {{ trigger.what }} to {{ trigger.to }}?","timeout":"P2D","escalateTo":"admin","escalateAfter":"P1D",
              "details":"Invoice {{ trigger.number }} is due on Friday.\nIt is above the limit of 5,000.",
              "form":[{"name":"amount","label":"Amount to release","type":"number","required":true},{"name":"on","label":"Pay on","type":"date"},
                      {"name":"note","label":"Note for the books"},{"name":"checked","label":"I have seen the invoice","type":"boolean"}]}}]}
            """));
        await SendAsync(new PublishWorkflow(new WorkflowId(workflow.Id)));
        foreach (var what in new[] { "12,400.00", "6,050.00", "7,300.00" })
            await SendAsync(new ExecuteWorkflow(new WorkflowId(workflow.Id), JsonElement.Parse($$"""{"what":"EUR {{what}}","to":"Harbor Crane Works","number":"HC-2041"}"""), StartSource.Api));
        await Eventually.HoldsAsync(async () => (long)(await App.Database.ScalarAsync("SELECT count(*) FROM approvals WHERE status = 'pending'"))! == 3);
        var asked = (await api.GetFromJsonAsync<JsonElement>("/api/approvals")).GetProperty("data");
        (_ids["approval"], _ids["decided"]) = (asked[0].GetProperty("id").GetString()!, asked[1].GetProperty("id").GetString()!);
        using var answer = await api.PostAsJsonAsync(
            $"/api/approvals/{_ids["decided"]}/approve", new { comment = "Agreed with the yard.", form = new { amount = 6050, on = "2026-06-30", @checked = true } });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>A run that failed and was run again, one that is parked, and runs that are run again by a worker.</summary>
    private async Task RepairsAsync()
    {
        var workflow = await SendAsync(new CreateWorkflow("""
            {"name":"Dunning letters","trigger":{"type":"manual"},"steps":[
              {"key":"each","type":"forEach","name":"For each invoice","config":{"items":["HC-2041","HC-2042","HC-2043"],"body":"note"},"next":{"default":"check"}},
              {"key":"note","type":"transform","config":{"set":{"invoice":"{{ item }}"}}},
              {"key":"check","type":"stop","name":"Is the ledger open?","config":{"outcome":"failed","message":"The ledger of June is closed."}}]}
            """));
        await SendAsync(new PublishWorkflow(new WorkflowId(workflow.Id)));
        List<string> runs = [];
        for (var number = 0; number < 3; number++)
            runs.Add($"{(await SendAsync(new ExecuteWorkflow(new WorkflowId(workflow.Id), JsonElement.Parse("{}"), StartSource.Api))).ExecutionId}");
        await FailedAsync(3);
        runs.Add($"{(await SendAsync(new RetryExecution(WorkflowExecutionId.From(Guid.Parse(runs[0])), "check"))).ExecutionId}");
        await FailedAsync(4);
        await App.Database.ScalarAsync($$$"""
            UPDATE workflow_executions SET status = 'parked', parked_reason = 'outcome_unknown', error = NULL, failed_step = NULL, finished_at = NULL,
                state = '{"tokens":[{"step":"check","attempt":1,"status":"parked"}],"steps":{"check":{"status":"parked","live":1,"skipped":0}},"ran":5}'
            WHERE id = '{{{runs[2]}}}';
            INSERT INTO jobs (organization_id, id, kind, title, subject, arguments, requested_by, requested_by_user, state, note, run, done, total,
                queued_at, handed_at, seen_at, started_at, finished_at)
            SELECT '{{{Full.Id}}}', gen_random_uuid(), 'workflow_replay', 'Dunning letters', '{{{workflow.Id}}}', '{}', 'user:x', '{{{workflow.Id}}}', state, note, 1,
                CASE state WHEN 'running' THEN 412 ELSE 1280 END, 1280, now() - interval '1 minute', now() + interval '1 hour', now() + interval '1 hour',
                now() - interval '50 seconds', CASE WHEN state <> 'running' THEN now() END
            FROM (VALUES ('running', NULL), ('succeeded', '1,277 run again, 3 left out. What failed here is being tried again already, or has succeeded since.')) AS job (state, note)
            """);
        (_ids["failing"], _ids["failed"], _ids["repeated"], _ids["parked"]) = ($"{workflow.Id}", runs[0], runs[3], runs[2]);
        _ids["replaying"] = $"{await App.Database.ScalarAsync("SELECT id FROM jobs WHERE kind = 'workflow_replay' AND state = 'running'")}";
        _ids["replayed"] = $"{await App.Database.ScalarAsync("SELECT id FROM jobs WHERE kind = 'workflow_replay' AND state = 'succeeded'")}";

        Task FailedAsync(int count) => Eventually.HoldsAsync(async () => (long)(await App.Database.ScalarAsync(
            $"SELECT count(*) FROM workflow_executions WHERE workflow_id = '{workflow.Id}' AND status = 'failed'"))! == count);
    }

    /// <summary>Long imports as a worker leaves them behind, and one that seems to be under way.</summary>
    private async Task<string> ImportsInAllStatesAsync(Guid account)
    {
        await App.Database.ScalarAsync($$"""
            INSERT INTO jobs (organization_id, id, kind, title, subject, arguments, requested_by, requested_by_user, state, error, run, done, total,
                queued_at, handed_at, seen_at, started_at, finished_at)
            SELECT '{{Full.Id}}', gen_random_uuid(), 'statement_import', 'operating-2026.csv', '{{account}}', '{}', 'user:x', '{{account}}', state, error, 1,
                CASE state WHEN 'queued' THEN 0 ELSE 61400 END, 148200, now() - interval '1 minute', now() + interval '1 hour', now() + interval '1 hour',
                CASE WHEN state <> 'queued' THEN now() - interval '50 seconds' END, CASE WHEN state NOT IN ('queued', 'running') THEN now() END
            FROM (VALUES ('queued', NULL), ('running', NULL), ('succeeded', NULL), ('cancelled', NULL),
                ('failed', 'This statement belongs to another account, ****2051. Nothing was imported into “Operating account”.')) AS job (state, error)
            """);
        return $"{await App.Database.ScalarAsync("SELECT id FROM jobs WHERE kind = 'statement_import' AND state = 'running'")}";
    }

    private async Task<T> SendAsync<T>(MediatR.IRequest<Application.Pipeline.Result<T>> request) => (await Full.SendAsync(request)).Value;
}
