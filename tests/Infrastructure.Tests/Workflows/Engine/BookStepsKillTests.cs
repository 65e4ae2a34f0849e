using System.Globalization;
using Financbase.Application.Banking;
using Financbase.Application.Expenses;
using Financbase.Application.Ledger;
using Financbase.Application.Purchases;
using Financbase.Application.Workflows;
using Financbase.Domain.Banking;
using Financbase.Domain.Workflows;
using Financbase.Testing.Banking;
using Financbase.Testing.Hosting;

namespace Financbase.Infrastructure.Tests.Workflows.Engine;

/// <summary>
/// Each step that keeps the books, where its process is killed between what it did and the checkpoint that says so: the next process performs it again, finds what
/// was done, and does nothing twice. Documents, entries, numbers, payments, links, mails and events are counted.
/// </summary>
public sealed class BookStepsKillTests
{
    // The trigger of a table is in the way of one checkpoint; what else the process writes goes on.
    private const string Checkpoint = "NEW.status = 'succeeded' AND NEW.step = 'act'";

    private const string Counts = """
        SELECT what, n FROM (
            SELECT kind || 's' AS what, count(*) AS n FROM invoices GROUP BY 1
            UNION ALL SELECT 'numbers', sum(last_number) FROM document_counters
            UNION ALL SELECT 'bills ' || status, count(*) FROM bills GROUP BY 1
            UNION ALL SELECT 'expenses ' || status, count(*) FROM expenses GROUP BY 1
            UNION ALL SELECT 'bank lines ' || status, count(*) FROM bank_transactions GROUP BY 1
            UNION ALL SELECT 'entries', count(*) FROM journal_entries
            UNION ALL SELECT 'payments', count(*) FROM payments
            UNION ALL SELECT 'allocations', count(*) FROM allocations
            UNION ALL SELECT 'links', count(*) FROM document_links
            UNION ALL SELECT 'mails', count(*) FROM outgoing_mails WHERE kind = 'invoice'
            UNION ALL SELECT type, count(*) FROM events WHERE type !~ '^(workflow|approval|custom)\.' GROUP BY 1) counted
        """;

    private readonly Dictionary<string, Func<Task<string>>> _things = [];
    private EngineScene _scene = null!;
    private TestSales _sales = null!;
    private TestPurchases _firm = null!;
    private TestPerson _enters = null!;
    private TestPerson _decides = null!;
    private BankAccountId _bank;

    [OneTimeSetUp]
    public async Task Build()
    {
        _scene = await EngineScene.BuildAsync();
        _sales = await TestSales.OpenAsync(_scene.Organization);
        _firm = await TestPurchases.OpenAsync(_scene.Organization);
        (_enters, _decides) = (await MemberAsync("enters"), await MemberAsync("decides"));
        _bank = await _scene.Organization.OpenAccountAsync();
        (await _scene.Organization.SendAsync(new ConnectBankAccount(_bank, _sales.Accounts["1010"]))).IsSuccess.ShouldBeTrue();
        _things["CUSTOMER"] = () => Task.FromResult($"{_sales.Customer}");
        _things["DRAFT"] = async () => $"{await _sales.DraftAsync(_sales.Line(100))}";
        _things["INVOICE"] = async () => $"{await _sales.IssueAsync(_sales.Line(100))}";
        _things["LINE"] = LineAsync;
    }

    [OneTimeTearDown]
    public async Task Clear() => await _scene.DisposeAsync();

    [TestCase("createInvoice", """{"customerId":"CUSTOMER","lines":[{"description":"Mooring","unitPrice":"50.00"}]}""", "invoice.draft",
        "invoice.created +1, invoices +1")]
    [TestCase("finalizeInvoice", """{"invoiceId":"DRAFT"}""", "invoice.finalize",
        "entries +1, invoice.finalized +1, journal_entry.posted +1, numbers +1")]
    [TestCase("sendInvoice", """{"invoiceId":"INVOICE"}""", "invoice.send",
        "invoice.sent +1, links +1, mails +1")]
    [TestCase("recordPayment", """{"invoiceId":"INVOICE","date":"2026-06-20"}""", "payment.record",
        "allocations +1, entries +1, invoice.paid +1, journal_entry.posted +1, payment.allocated +1, payment.received +1, payments +1")]
    [TestCase("recordExpense", """{"payee":"Hotel","amount":"120.00","account":"6300","spentOn":"2026-06-15"}""", "expense.draft",
        "expenses draft +1")]
    [TestCase("categorizeTransaction", """{"transactionId":"LINE","account":"6100"}""", "bank_transaction.categorize",
        "bank lines posted +1, bank lines unreviewed -1, bank_transaction.categorized +1, entries +1, journal_entry.posted +1")]
    [TestCase("postJournalEntry", """{"date":"2026-02-01","lines":[{"account":"1010","debit":"1.00"},{"account":"4000","credit":"1.00"}]}""", "journal_entry.post",
        "entries +1, journal_entry.posted +1")]
    [TestCase("approveBill", """{"billId":"{{ trigger.id }}","approval":"ask"}""", "bill.decide_in_run",
        "bill.approved +1, bills approved +1, bills received -1, entries +1, journal_entry.posted +1")]
    [TestCase("rejectBill", """{"billId":"{{ trigger.id }}","approval":"ask"}""", "bill.decide_in_run",
        "bill.rejected +1, bills received -1, bills rejected +1")]
    [TestCase("approveExpense", """{"expenseId":"{{ trigger.id }}","approval":"ask"}""", "expense.decide_in_run",
        "entries +1, expense.approved +1, expenses approved +1, expenses submitted -1, journal_entry.posted +1")]
    [TestCase("rejectExpense", """{"expenseId":"{{ trigger.id }}","approval":"ask"}""", "expense.decide_in_run",
        "expense.rejected +1, expenses rejected +1, expenses submitted -1")]
    public async Task After_kill_9_between_the_effect_and_its_checkpoint_it_is_there_once(string type, string config, string action, string change)
    {
        await using var gate = await Gate.CloseAsync(_scene, "workflow_step_executions", Checkpoint);
        await using var killed = Start();
        var (run, before) = config.Contains("{{", StringComparison.Ordinal) ? await AskAsync(type, config) : await StartAsync(type, config);

        await EngineScene.UntilAsync(() => _scene.ScalarAsync<long>($"SELECT count(*) FROM workflow_effects WHERE key = '{run}/act' AND output IS NOT NULL"), done => done == 1, seconds: 60);
        await killed.KillAsync();
        (await _scene.StepsAsync(run)).ShouldEndWith("act:running");
        Change(before, await CountAsync()).ShouldBe(change, "what was done is committed before the process dies");
        await gate.OpenAsync();
        await using var next = Start();
        await _scene.WaitForAsync(run, "succeeded", seconds: 90);

        (await _scene.StepsAsync(run)).ShouldEndWith("act:running act:running act:succeeded");
        Change(before, await CountAsync()).ShouldBe(change);
        (await _scene.ScalarAsync<string>($"SELECT string_agg(action, ' ') FROM audit_logs WHERE request_id = '{run}/act'")).ShouldBe(action);
        (await _scene.Organization.SendAsPlatformAsync(new VerifyLedger())).Value.Faults.ShouldBeEmpty();
    }

    private WebProcess Start() => WebProcess.Start(
        _scene.Database, ("Process:Roles", "web,worker"), ("Encryption:Key", EngineWorker.EncryptionKey), ("Site:Address", "https://books.test"), ("Workflows:StaleAfter", "00:00:05"));

    private async Task<(WorkflowExecutionId Run, IReadOnlyDictionary<string, long> Before)> StartAsync(string type, string config)
    {
        foreach (var (word, make) in _things.Where(thing => config.Contains($"\"{thing.Key}\"", StringComparison.Ordinal)))
            config = config.Replace(word, await make(), StringComparison.Ordinal);
        var workflow = await _scene.PublishAsync($$$"""[{"key":"act","type":"{{{type}}}","config":{{{config}}}}]""");
        var before = await CountAsync();
        return (await _scene.StartAsync(workflow), before);
    }

    // What was handed in starts the run, which asks somebody and then does as they decide.
    private async Task<(WorkflowExecutionId Run, IReadOnlyDictionary<string, long> Before)> AskAsync(string type, string config)
    {
        var (wanted, name) = config.Contains("billId", StringComparison.Ordinal) ? ("bill.approval_requested", "number") : ("expense.submitted", "payee");
        var workflow = await _scene.PublishAsync(
            $$$"""
            [{"key":"ask","type":"approval","config":{"role":"owner","title":"Yes?"},"next":{"approved":"act","rejected":"act","timeout":null}},
             {"key":"act","type":"{{{type}}}","config":{{{config}}}}]
            """,
            $$$"""{"type":"event","event":"{{{wanted}}}","filter":{"field":"trigger.{{{name}}}","op":"eq","value":"{{{type}}}"}}""");
        await (name == "number" ? HandInBillAsync(type) : HandInExpenseAsync(type));
        await EngineScene.UntilAsync(() => _scene.ScalarAsync<long>("SELECT count(*) FROM approvals WHERE status = 'pending'"), asked => asked == 1, seconds: 60);
        var before = await CountAsync();
        var approval = new ApprovalId(await _scene.ScalarAsync<Guid>("SELECT id FROM approvals WHERE status = 'pending'"));
        (await _firm.AsAsync(_decides, new DecideApproval(approval, type.StartsWith("approve", StringComparison.Ordinal)))).Error.ShouldBeNull();
        return (new(await _scene.ScalarAsync<Guid>($"SELECT id FROM workflow_executions WHERE workflow_id = '{workflow}'")), before);
    }

    private async Task<string> LineAsync()
    {
        (await _scene.Organization.ImportAsync(_bank, "Date,Description,Amount\n2026-01-05,Rent,-400.00\n")).IsSuccess.ShouldBeTrue();
        return $"{(await _scene.Organization.LinesAsync(_bank)).Single().Id}";
    }

    private async Task HandInBillAsync(string number)
    {
        var id = (await _firm.AsAsync(_enters, new CreateBill(new(_firm.Vendor, number, [_firm.Line(100)], TestPurchases.Day)))).Value.Id;
        (await _firm.AsAsync(_enters, new ReceiveBill(id))).Error.ShouldBeNull();
    }

    private async Task HandInExpenseAsync(string payee)
    {
        var id = (await _firm.AsAsync(_enters, new CreateExpense(new(payee, 120, _firm.Accounts["6300"], TestPurchases.Day)))).Value.Id;
        (await _firm.AsAsync(_enters, new SubmitExpense(id))).Error.ShouldBeNull();
    }

    private async Task<TestPerson> MemberAsync(string name)
    {
        var person = await _scene.Organization.App.CreateUserAsync($"{name}@books.test");
        await _scene.Organization.AddMemberAsync(person, "owner");
        return person;
    }

    private async Task<IReadOnlyDictionary<string, long>> CountAsync()
    {
        await using var command = _scene.Database.SuperuserSource.CreateCommand(Counts);
        await using var rows = await command.ExecuteReaderAsync();
        var counts = new Dictionary<string, long>();
        while (await rows.ReadAsync())
            counts[rows.GetString(0)] = rows.IsDBNull(1) ? 0 : Convert.ToInt64(rows.GetValue(1), CultureInfo.InvariantCulture);
        return counts;
    }

    private static string Change(IReadOnlyDictionary<string, long> before, IReadOnlyDictionary<string, long> after) => string.Join(", ", before.Keys.Union(after.Keys)
        .Select(what => (What: what, Change: after.GetValueOrDefault(what) - before.GetValueOrDefault(what))).Where(one => one.Change != 0)
        .OrderBy(one => one.What, StringComparer.Ordinal).Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.What} {one.Change:+0;-0}")));
}
