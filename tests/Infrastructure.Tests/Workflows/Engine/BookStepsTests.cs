using Financbase.Application.Expenses;
using Financbase.Application.Purchases;
using Financbase.Application.Workflows;
using Financbase.Domain.Workflows.Gallery;
using Financbase.Testing.Banking;
using Financbase.Testing.Hosting;

namespace Financbase.Infrastructure.Tests.Workflows.Engine;

/// <summary>Steps that keep the books, in the engine: the same commands, rules and entries as for a person.</summary>
public sealed class BookStepsTests
{
    private EngineScene _scene = null!;
    private TestSales _sales = null!;
    private int _members;

    [SetUp]
    public async Task Build()
    {
        _scene = await EngineScene.BuildAsync();
        _sales = await TestSales.OpenAsync(_scene.Organization);
        await _scene.StartWorkerAsync(("Site:Address", "https://books.test"));
    }

    [TearDown]
    public async Task Clear() => await _scene.DisposeAsync();

    [Test]
    public async Task An_invoice_is_drafted_finalised_sent_and_paid_by_one_run()
    {
        var run = await RunAsync(
            """
            [{"key":"draft","type":"createInvoice","config":{"customerId":"{{ trigger.customer }}","issueDate":"2026-06-15","dueDate":"2150-01-01","lines":"{{ trigger.lines }}"},"next":{"default":"issue"}},
             {"key":"issue","type":"finalizeInvoice","config":{"invoiceId":"{{ steps.draft.output.id }}"},"next":{"default":"send"}},
             {"key":"send","type":"sendInvoice","config":{"invoiceId":"{{ steps.draft.output.id }}","message":"Thank you."},"next":{"default":"pay"}},
             {"key":"pay","type":"recordPayment","config":{"invoiceId":"{{ steps.draft.output.id }}","amount":"{{ steps.issue.output.gross }}","date":"2026-06-20"},"next":{"default":"look"}},
             {"key":"look","type":"getRecord","config":{"resource":"invoice","id":"{{ steps.draft.output.id }}"}}]
            """,
            $$"""{"customer":"{{_sales.Customer}}","lines":[{"description":"Mooring","quantity":2,"unitPrice":"50.00","taxRateId":"{{_sales.Rate}}"},{"description":"Ropes","unitPrice":10.5}]}""");

        await _scene.WaitForAsync(run, "succeeded");

        var invoice = (await _scene.OutputAsync(run)).GetProperty("record");
        invoice.GetProperty("number").GetString().ShouldBe("INV-2026-00001");
        invoice.GetProperty("status").GetString().ShouldBe("sent");
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM events WHERE type = 'invoice.sent'")).ShouldBe(1);
        invoice.GetProperty("paymentStatus").GetString().ShouldBe("paid");
        invoice.GetProperty("totals").GetProperty("gross").GetProperty("value").GetString().ShouldBe("130.50");
        (await _scene.ScalarAsync<string>("SELECT string_agg(DISTINCT actor_kind, ' ') FROM audit_logs WHERE action IN ('invoice.draft', 'invoice.finalize', 'payment.record') AND actor_kind = 'workflow'"))
            .ShouldBe("workflow");
    }

    [Test]
    public async Task An_entry_is_posted_to_accounts_by_their_codes()
    {
        var (debit, credit) = (_sales.Accounts.Keys.First(), _sales.Accounts.Keys.Last());
        var run = await RunAsync(
            $$$"""[{"key":"post","type":"postJournalEntry","config":{"date":"2026-02-01","memo":"Rent","lines":[{"account":"{{{debit}}}","debit":"{{ trigger.amount }}"},{"account":"{{{credit}}}","credit":"{{ trigger.amount.value }}","memo":"paid"}]}}]""",
            """{"amount":{"value":"400.50","currency":"EUR"}}""");

        await _scene.WaitForAsync(run, "succeeded");

        (await _scene.ScalarAsync<string>("""
            SELECT e.date || ' ' || e.memo || ' ' || string_agg(a.code || ':' || p.amount_minor, ' ' ORDER BY p.amount_minor DESC)
            FROM journal_entries e JOIN postings p ON p.entry_id = e.id JOIN accounts a ON a.id = p.account_id GROUP BY e.id, e.date, e.memo
            """)).ShouldBe($"2026-02-01 Rent {debit}:40050 {credit}:-40050");
    }

    [Test]
    public async Task A_bank_line_that_was_imported_is_posted_where_the_workflow_says()
    {
        var account = await _scene.Organization.OpenAccountAsync();
        var bank = _sales.Accounts["1010"];
        (await _scene.Organization.SendAsync(new Application.Banking.ConnectBankAccount(account, bank))).IsSuccess.ShouldBeTrue();
        var rent = _sales.Accounts.Keys.First(code => code.StartsWith('6'));
        await _scene.PublishAsync(
            $$$"""[{"key":"post","type":"categorizeTransaction","config":{"transactionId":"{{ trigger.id }}","account":"{{{rent}}}"}}]""",
            """{"type":"event","event":"bank_transaction.created","filter":{"field":"trigger.description","op":"contains","value":"Rent"}}""");

        (await _scene.Organization.ImportAsync(account, "Date,Description,Amount\n2026-01-05,Rent of May,-400.00\n2026-01-06,Other,-1.00\n")).IsSuccess.ShouldBeTrue();
        await EngineScene.UntilAsync(() => _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_executions WHERE status IN ('succeeded', 'failed')"), done => done == 1);

        (await _scene.ScalarAsync<string>("SELECT string_agg(description || ' ' || status, ', ' ORDER BY date) FROM bank_transactions")).ShouldBe("Rent of May posted, Other unreviewed");
        (await _sales.BalancesAsync()).ShouldBe($"1010:-400.00 {rent}:400.00");
    }

    [TestCase("""{"date":"2026-02-01","lines":[{"account":"1010","debit":"10"},{"account":"4000","credit":"9"}]}""", "ledger.unbalanced_entry")]
    [TestCase("""{"date":"2026-02-01","lines":[{"account":"nowhere","debit":"10"},{"account":"4000","credit":"10"}]}""", "not_found")]
    [TestCase("""{"date":"2026-02-01","lines":[{"account":"1010","debit":"ten"},{"account":"4000","credit":"10"}]}""", "workflows.value_invalid")]
    [TestCase("""{"date":"2026-02-01","lines":[{"account":"1010","debet":"10"},{"account":"4000","credit":"10"}]}""", "workflows.value_invalid")]
    [TestCase("""{"date":"2026-02-01","lines":"many"}""", "workflows.not_a_list")]
    [TestCase("""{"date":"2026-02-01","lines":["many"]}""", "workflows.value_invalid")]
    [TestCase("""{"date":"yesterday","lines":[{"account":"1010","debit":"10"},{"account":"4000","credit":"10"}]}""", "workflows.value_invalid")]
    [TestCase("""{"date":"2026-02-01","lines":[{"account":"1010"},{"account":"4000","credit":"10"}]}""", "validation_error")]
    public async Task What_a_person_could_not_post_fails_the_step_and_posts_nothing(string config, string code)
    {
        var run = await RunAsync($$"""[{"key":"post","type":"postJournalEntry","config":{{config}}}]""", "{}");

        await _scene.WaitForAsync(run, "failed");

        (await _scene.ErrorAsync(run)).ShouldBe(code);
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM journal_entries")).ShouldBe(0);
    }

    [Test]
    public async Task Connections_that_break_in_the_middle_post_nothing_twice()
    {
        const int Runs = 60;
        var workflow = await _scene.PublishAsync("""
            [{"key":"post","type":"postJournalEntry","config":{"date":"2026-02-01","memo":"{{ trigger.n }}","lines":[{"account":"1010","debit":"1.00"},{"account":"4000","credit":"1.00"}]}}]
            """);
        await _scene.StartWorkerAsync();
        await _scene.StartAsync(workflow, Runs, """{"n":"run %n"}""");

        for (var blow = 0; blow < 5; blow++)
        {
            await Task.Delay(150);
            await _scene.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename IN ('financbase_app', 'financbase_system')");
        }

        await _scene.WaitForAllAsync("succeeded", Runs, seconds: 60);
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM journal_entries")).ShouldBe(Runs);
        (await _scene.ScalarAsync<long>("SELECT count(DISTINCT memo) FROM journal_entries")).ShouldBe(Runs);
    }

    [Test]
    public async Task Reports_are_read_and_things_of_the_books_are_found()
    {
        var invoice = await _sales.IssueAsync(_sales.Line(100));
        var run = await RunAsync(
            """
            [{"key":"open","type":"findRecords","config":{"resource":"invoice","filter":{"paymentStatus":"open","customerId":"{{ trigger.customer }}"},"sort":"due"},"next":{"default":"who"}},
             {"key":"who","type":"findRecords","config":{"resource":"customer","filter":{"text":"northwind","archived":"false"}},"next":{"default":"where"}},
             {"key":"where","type":"findRecords","config":{"resource":"account","filter":{"type":"revenue"},"sort":"name"},"next":{"default":"journal"}},
             {"key":"journal","type":"findRecords","config":{"resource":"journal_entry","filter":{"from":"2026-06-15","source":"invoice"}},"next":{"default":"aged"}},
             {"key":"aged","type":"runReport","config":{"report":"aged_receivables","parameters":{"asOf":"2026-06-30","compare":"previousPeriod"}},"next":{"default":"profit"}},
             {"key":"profit","type":"runReport","config":{"report":"profit_and_loss","parameters":{"from":"2026-06-01","to":"2026-06-30","compare":"previousYear"}},"next":{"default":"sheet"}},
             {"key":"sheet","type":"runReport","config":{"report":"balance_sheet","parameters":{"asOf":"2026-06-30"}},"next":{"default":"trial"}},
             {"key":"trial","type":"runReport","config":{"report":"trial_balance","parameters":{"asOf":"2026-06-30","compare":"previousYear"}},"next":{"default":"sum"}},
             {"key":"sum","type":"transform","config":{"set":{"id":"{{ steps.open.output.records[0].id }}","who":"{{ steps.who.output.count }}","where":"{{ steps.where.output.count }}","journal":"{{ steps.journal.output.count }}",
              "aged":"{{ steps.aged.output.rows[0].amounts.total.value }}","profit":"{{ steps.profit.output.rows[0].amount.value }}","sheet":"{{ steps.sheet.output.count }}","trial":"{{ steps.trial.output.rows[0].balance.value }}",
              "before":"{{ steps.aged.output.rows[0].compared.total.value }} {{ steps.trial.output.rows[0].compared.debit.value }}"}}}]
            """, $$"""{"customer":"{{_sales.Customer}}"}""");

        await EngineScene.UntilAsync(() => _scene.StatusAsync(run), status => status is "succeeded" or "failed");
        (await _scene.ScalarAsync<string>($"SELECT status || COALESCE(error::text, '') FROM workflow_executions WHERE id = '{run}'")).ShouldBe("succeeded");

        var sum = await _scene.OutputAsync(run);
        sum.GetProperty("id").GetString().ShouldBe($"{invoice}");
        (sum.GetProperty("who").GetInt32(), sum.GetProperty("journal").GetInt32()).ShouldBe((1, 1));
        sum.GetProperty("where").GetInt32().ShouldBeGreaterThan(0);
        (sum.GetProperty("aged").GetString(), sum.GetProperty("profit").GetString(), sum.GetProperty("trial").GetString()).ShouldBe(("120.00", "100.00", "120.00"));
        sum.GetProperty("before").GetString().ShouldBe("0.00 0.00");
        sum.GetProperty("sheet").GetInt32().ShouldBeGreaterThan(3);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_bill_is_decided_by_who_was_asked_and_never_by_who_entered_it(bool isApproved)
    {
        var firm = await TestPurchases.OpenAsync(_scene.Organization);
        var (enters, decides) = (await MemberAsync("owner"), await MemberAsync("owner"));
        await PublishTemplateAsync("bill-approval");
        var id = (await firm.AsAsync(enters, new CreateBill(new(firm.Vendor, "W-1", [firm.Line(100)], TestPurchases.Day)))).Value.Id;
        (await firm.AsAsync(enters, new ReceiveBill(id))).IsSuccess.ShouldBeTrue();
        await EngineScene.UntilAsync(() => _scene.ScalarAsync<long>("SELECT count(*) FROM approvals WHERE status = 'pending'"), asked => asked == 1);
        var approval = new Domain.Workflows.ApprovalId(await _scene.ScalarAsync<Guid>("SELECT id FROM approvals"));

        (await firm.AsAsync(enters, new DecideApproval(approval, Approve: true))).Error!.Code.ShouldBe("access.separation_of_duties");
        (await firm.AsAsync(decides, new DecideApproval(approval, isApproved, "Looked at it"))).Error.ShouldBeNull();
        await EngineScene.UntilAsync(() => _scene.ScalarAsync<string>("SELECT status FROM workflow_executions"), status => status is "succeeded" or "failed");

        (await _scene.ScalarAsync<string>("SELECT status || COALESCE(error::text, '') FROM workflow_executions")).ShouldBe("succeeded");
        var bill = await firm.ReadAsync(id);
        (bill.Status, bill.DecidedBy).ShouldBe((isApproved ? Domain.Purchases.BillStatus.Approved : Domain.Purchases.BillStatus.Rejected, decides.Id));
        bill.Reason.ShouldBe(isApproved ? null : "Looked at it");
        (await firm.BalancesAsync()).ShouldBe(isApproved ? "1200:20.00 2000:-120.00 5000:100.00" : "");
        (await _scene.ScalarAsync<string>("SELECT actor_kind FROM audit_logs WHERE action = 'bill.decide_in_run'")).ShouldBe("workflow");
    }

    [Test]
    public async Task A_decision_that_nobody_made_or_that_whoever_entered_the_bill_made_decides_nothing()
    {
        var firm = await TestPurchases.OpenAsync(_scene.Organization);
        var enters = await MemberAsync("owner");
        var id = (await firm.AsAsync(enters, new CreateBill(new(firm.Vendor, "W-2", [firm.Line(100)], TestPurchases.Day)))).Value.Id;
        await firm.AsAsync(enters, new ReceiveBill(id));
        var run = await RunAsync($$$"""[{"key":"approve","type":"approveBill","config":{"billId":"{{{id}}}","approval":"ask"}}]""", "{}");
        await _scene.WaitForAsync(run, "failed");
        (await _scene.ErrorAsync(run)).ShouldBe("purchases.nobody_decided");

        // Without four eyes the step lets them decide; the bill does not.
        var asks = await RunAsync(
            $$$"""[{"key":"ask","type":"approval","config":{"role":"owner","title":"Pay?"},"next":{"approved":"approve","rejected":null,"timeout":null}},{"key":"approve","type":"approveBill","config":{"billId":"{{{id}}}","approval":"ask"}}]""", "{}");
        await EngineScene.UntilAsync(() => _scene.ScalarAsync<long>("SELECT count(*) FROM approvals WHERE status = 'pending'"), asked => asked == 1);
        (await firm.AsAsync(enters, new DecideApproval(new(await _scene.ScalarAsync<Guid>("SELECT id FROM approvals")), Approve: true))).Error.ShouldBeNull();
        await _scene.WaitForAsync(asks, "failed");

        (await _scene.ErrorAsync(asks)).ShouldBe("access.separation_of_duties");

        // A yes to something else, and one of somebody who may decide in general but not about bills.
        foreach (var (role, refusal) in new[] { ("owner", "purchases.decided_other"), ("member", "purchases.may_not_decide") })
        {
            var other = await MemberAsync(role);
            var lunch = await RunAsync(
                $$$"""[{"key":"ask","type":"approval","config":{"user":"{{{other.Email}}}","title":"Lunch?"},"next":{"approved":"approve","rejected":null,"timeout":null}},{"key":"approve","type":"approveBill","config":{"billId":"{{{id}}}","approval":"ask"}}]""", "{}");
            await EngineScene.UntilAsync(() => _scene.ScalarAsync<long>("SELECT count(*) FROM approvals WHERE status = 'pending'"), asked => asked == 1);
            (await firm.AsAsync(other, new DecideApproval(new(await _scene.ScalarAsync<Guid>("SELECT id FROM approvals WHERE status = 'pending'")), Approve: true), role)).Error.ShouldBeNull();
            await _scene.WaitForAsync(lunch, "failed");
            (await _scene.ErrorAsync(lunch)).ShouldBe(refusal);
        }

        (await firm.ReadAsync(id)).Status.ShouldBe(Domain.Purchases.BillStatus.Received);
        (await firm.Organization.SendAsync(new DecideBillInRun(id, asks, "ask", IsApproved: true))).Error!.Kind.ShouldBe(Domain.SharedKernel.ErrorKind.Forbidden);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task An_expense_is_recorded_by_a_run_and_decided_by_who_was_asked(bool isApproved)
    {
        var firm = await TestPurchases.OpenAsync(_scene.Organization);
        var (spends, decides) = (await MemberAsync("owner"), await MemberAsync("owner"));
        var run = await RunAsync(
            $$$"""[{"key":"record","type":"recordExpense","config":{"payee":"Deutsche Bahn","amount":"{{ trigger.amount }}","account":"6300","spentOn":"2026-06-15","taxRateId":"{{{firm.Rate}}}","purpose":"Trade fair","personId":"{{{spends.Id}}}"}}]""",
            """{"amount":"120.00"}""");
        await _scene.WaitForAsync(run, "succeeded");
        var id = new Domain.Expenses.ExpenseId(await _scene.ScalarAsync<Guid>("SELECT id FROM expenses"));
        await PublishTemplateAsync("expense-approval");

        (await firm.AsAsync(spends, new SubmitExpense(id))).Error.ShouldBeNull();
        await EngineScene.UntilAsync(() => _scene.ScalarAsync<long>("SELECT count(*) FROM approvals WHERE status = 'pending'"), asked => asked == 1);
        var approval = new Domain.Workflows.ApprovalId(await _scene.ScalarAsync<Guid>("SELECT id FROM approvals"));
        (await firm.AsAsync(spends, new DecideApproval(approval, Approve: true))).Error!.Code.ShouldBe("access.separation_of_duties");
        (await firm.AsAsync(decides, new DecideApproval(approval, isApproved, "Looked at it"))).Error.ShouldBeNull();
        await EngineScene.UntilAsync(
            () => _scene.ScalarAsync<string>("SELECT COALESCE(min(status), '') FROM workflow_executions WHERE event_id IS NOT NULL"), status => status is "succeeded" or "failed");

        (await _scene.ScalarAsync<string>("SELECT status || COALESCE(error::text, '') FROM workflow_executions WHERE event_id IS NOT NULL")).ShouldBe("succeeded");
        var expense = (await firm.Organization.SendAsync(new GetExpense(id))).Value;
        (expense.Status, expense.DecidedBy!.Id).ShouldBe((isApproved ? Domain.Expenses.ExpenseStatus.Approved : Domain.Expenses.ExpenseStatus.Rejected, decides.Id));
        (await firm.BalancesAsync()).ShouldBe(isApproved ? "1200:20.00 2050:-120.00 6300:100.00" : "");
        (await firm.Organization.SendAsync(new DecideExpenseInRun(id, run, "ask", IsApproved: true))).Error!.Kind.ShouldBe(Domain.SharedKernel.ErrorKind.Forbidden);
    }

    private async Task<Domain.Workflows.WorkflowExecutionId> RunAsync(string steps, string input) => await _scene.StartAsync(await _scene.PublishAsync(steps), input);

    private async Task PublishTemplateAsync(string id)
    {
        var template = WorkflowTemplates.Find(id)!.Definition;
        await _scene.PublishAsync(
            template.GetProperty("steps").GetRawText().Replace("{{ parameters.role }}", "owner", StringComparison.Ordinal).Replace("{{ parameters.days }}", "5", StringComparison.Ordinal),
            template.GetProperty("triggers")[0].GetRawText());
    }

    private async Task<TestPerson> MemberAsync(string role)
    {
        var person = await _scene.Organization.App.CreateUserAsync($"{role}-{++_members}@books.test");
        await _scene.Organization.AddMemberAsync(person, role);
        return person;
    }
}
