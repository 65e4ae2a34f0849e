using System.Text;
using Financbase.Application.Attachments;
using Financbase.Application.Banking;
using Financbase.Application.Documents;
using Financbase.Application.Expenses;
using Financbase.Application.Imports;
using Financbase.Application.Ledger;
using Financbase.Application.Ledger.Scheduled;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Application.Purchases.PaymentFiles;
using Financbase.Application.Sales;
using Financbase.Application.Sales.Quotes;
using Financbase.Application.Sales.Recurring;
using Financbase.Application.Secrets;
using Financbase.Application.Workflows;
using Financbase.Domain.Access;
using Financbase.Domain.Attachments;
using Financbase.Domain.Imports;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;
using Financbase.Domain.Workflows;
using Financbase.Testing;
using Financbase.Testing.Hosting;
using MediatR;

namespace Financbase.Web.Tests.Isolation;

/// <summary>One of everything that an organization can have and that has an address.</summary>
internal static class Furniture
{
    /// <param name="organization">Whose it becomes.</param>
    /// <param name="word">Stands in every text of it.</param>
    /// <param name="ids">Takes the ids, by their place in an address.</param>
    public static async Task PutAsync(TestOrganization organization, string word, Dictionary<string, string> ids)
    {
        await SendAsync(new CreateSecret($"{organization.Info.Identifier}-secret", $"{word} token", "a token of the scene"));
        var workflow = await SendAsync(new CreateWorkflow("""
            {"name":"WORD review","trigger":{"type":"event","event":"bank_transaction.created"},
             "steps":[{"key":"keep","type":"transform","config":{"set":{"line":"{{ trigger.description }}"}},"next":{"default":"sure"}},
                {"key":"sure","type":"condition","config":{"field":"trigger.description","op":"eq","value":"never"},"next":{"true":"call"}},
                {"key":"call","type":"httpRequest","config":{"url":"https://a.test/","headers":{"A":"{{ secrets.SECRET }}"}}}]}
            """.Replace("WORD", word, StringComparison.Ordinal).Replace("SECRET", $"{organization.Info.Identifier}-secret", StringComparison.Ordinal)));
        await SendAsync(new PublishWorkflow(new WorkflowId(workflow.Id)));
        var account = await SendAsync(new CreateBankAccount($"{word} account", "EUR", "DE02120300000000202051", null));
        var file = new StatementFile($"{word}.csv", System.Text.Encoding.UTF8.GetBytes($"Date,Description,Amount\n2026-06-01,{word} coffee,-4.50\n2026-06-02,{word} rent,-900.00\n"));
        var import = await SendAsync(new ImportStatement(account.Id, file));
        var upload = await SendAsync(new StageStatement(account.Id, file));
        var executions = $"SELECT count(*) FROM workflow_executions WHERE organization_id = '{organization.Id}' AND status = 'succeeded'";
        await Eventually.HoldsAsync(async () => (long)(await organization.App.Database.ScalarAsync(executions))! == 2);
        await Eventually.HoldsAsync(async () => (long)(await organization.App.Database.ScalarAsync(
            $"SELECT count(*) FROM event_deliveries WHERE organization_id = '{organization.Id}' AND state = 'pending'"))! == 0);
        var keeper = await organization.App.CreateUserAsync($"{word}@keys.test");
        await organization.AddMemberAsync(keeper, "owner");
        await organization.IssueKeyAsync(keeper, new ApiKeyTerms($"{word} key", []));

        await organization.App.Database.ScalarAsync($"""
            WITH made AS (
                INSERT INTO roles (organization_id, id, key, name, created_at)
                VALUES ('{organization.Id}', gen_random_uuid(), '{organization.Info.Identifier}-role', '{word} role', now()) RETURNING organization_id, id),
            given AS (INSERT INTO role_permissions (organization_id, role_id, permission) SELECT organization_id, id, 'banking:read' FROM made)
            INSERT INTO invitations (organization_id, id, email, role, token_hash, invited_by, created_at, sent_at, expires_at)
            VALUES ('{organization.Id}', gen_random_uuid(), '{word}@guests.test', 'viewer', sha256('{word}'), '{keeper.Id}', now(), now(), now() + interval '1 day')
            """);

        ids["members/{id}"] = ids["member"] = $"{keeper.Id}";
        ids["roles/{key}"] = ids["role"] = $"{organization.Info.Identifier}-role";
        ids["secrets/{name}"] = $"{organization.Info.Identifier}-secret";
        ids["invitations/{id}"] = await OneAsync("invitations");
        await organization.App.Database.ScalarAsync($"""
            INSERT INTO notifications (organization_id, id, user_id, source, title, body)
            VALUES ('{organization.Id}', '{Guid.CreateVersion7()}', '{keeper.Id}', 'scene', '{word} notice', '{word}')
            """);

        var (rent, fees) = (
            await SendAsync(new CreateAccount("6100", $"{word} premises", AccountSubtype.OperatingExpense)), await SendAsync(new CreateAccount("4000", $"{word} fees", AccountSubtype.Sales)));
        var entry = await SendAsync(new PostJournalEntry(new DateOnly(2026, 6, 1), [new(rent.Id, Debit: 900m), new(fees.Id, Credit: 900m)], $"{word} netting"));
        await SendAsync(new CreateAccount("1010", $"{word} bank", AccountSubtype.Bank));
        var rate = await SendAsync(new AddExchangeRate("USD", new DateOnly(2026, 6, 1), 0.85m));
        await SendAsync(new ChoosePostingAccount(PostingRole.Sales, fees.Id));
        var money = await SendAsync(new CreateAccount("1020", $"{word} giro", AccountSubtype.Bank));
        await SendAsync(new ConnectBankAccount(account.Id, money.Id));
        var project = await SendAsync(new CreateProject(new($"{word}-p", $"{word} project")));
        ids["projects/{id}"] = ids["projectId"] = $"{project.Id}";
        var rule = await SendAsync(new CreateBankRule($"{word} rule", new(account.Id, Words: [word]), rent.Id, ProjectId: project.Id));
        var compared = await SendAsync(new StartReconciliation(account.Id, new DateOnly(2026, 1, 31), 100m));
        ids["bank-rules/{id}"] = $"{rule.Id}";
        ids["reconciliations/{id}"] = ids["reconciliation"] = $"{compared.Id}";
        ids["bank-transactions/{id}"] = ids["lines/{id}"] = await OneAsync("bank_transactions");
        ids["exchange-rates/{id}"] = $"{rate.Id}";
        ids["accounts/{id}"] = $"{rent.Id}";
        ids["accounts/income"] = $"{fees.Id}";
        ids["scheduled-entries/{id}"] = ids["scheduled/{id}"] = $"{(await SendAsync(new CreateScheduledEntry(
            new($"{word} premises ahead", fees.Id, rent.Id, 900m, new DateOnly(2150, 1, 1), 12, SourceEntryId: entry.Id)))).Id}";
        ids["sourceEntryId"] = ids["entry"] = $"{entry.Id}";
        ids["tax-rates/{id}"] = ids["taxRateId"] = $"{(await SendAsync(new CreateTaxRate($"{word} rate", [new("VAT", 20)]))).Id}";
        ids["customers/{id}"] = ids["customerId"] = $"{(await SendAsync(new CreateCustomer(new($"{word} customer", $"{word}@customers.test")))).Id}";
        await SendAsync(new ChoosePostingAccount(PostingRole.Receivable, (await SendAsync(new CreateAccount("1100", $"{word} receivables", AccountSubtype.Receivable))).Id));
        await SendAsync(new ChoosePostingAccount(PostingRole.TaxPayable, (await SendAsync(new CreateAccount("2200", $"{word} tax", AccountSubtype.TaxPayable))).Id));
        await SendAsync(new DescribeIssuer(new(new($"{word} street 1"), $"{word}", "DE89370400440532013000")));
        ids["invoices/{id}"] = $"{(await SendAsync(new CreateInvoice(new(new(Guid.Parse(ids["customerId"])), [new($"{word} line", 2, 450)], new DateOnly(2026, 6, 1), Reference: $"{word} order")))).Id}";
        await SendAsync(new ChoosePostingAccount(PostingRole.BadDebts, rent.Id));
        await SendAsync(new ChoosePostingAccount(PostingRole.Bank, (await SendAsync(new CreateAccount("1000", $"{word} till", AccountSubtype.Cash))).Id));
        var paid = await SendAsync(new CreateInvoice(new(new(Guid.Parse(ids["customerId"])), [new($"{word} paid", 1, 50)], new DateOnly(2026, 6, 1))));
        await SendAsync(new FinalizeInvoice(paid.Id));
        ids["payments/{id}"] = ids["paymentId"] = $"{(await SendAsync(new RecordPayment(paid.Id, 80, new DateOnly(2026, 6, 2), Reference: $"{word} transfer"))).Id}";
        ids["credit-notes/{id}"] = $"{(await SendAsync(new IssueCreditNote(new(new(Guid.Parse(ids["customerId"])), [new($"{word} goodwill", 1, 5)], new DateOnly(2026, 6, 3))))).Id}";
        ids["payments/use"] = $"{(await SendAsync(new RefundCredit(new(Guid.Parse(ids["payments/{id}"])), Amount: 5, Date: new DateOnly(2026, 6, 4), Reference: $"{word} back"))).Id}";
        ids["credit-notes/use"] = $"{(await SendAsync(new RefundCredit(CreditNoteId: new(Guid.Parse(ids["credit-notes/{id}"])), Amount: 2, Date: new DateOnly(2026, 6, 4), Reference: $"{word} given back"))).Id}";
        ids["quotes/{id}"] = $"{(await SendAsync(new CreateQuote(new(new(Guid.Parse(ids["customerId"])), [new($"{word} survey", 1, 90)], new DateOnly(2026, 6, 1), new DateOnly(2150, 1, 1), Reference: $"{word} enquiry")))).Id}";
        ids["recurring-invoices/{id}"] = $"{(await SendAsync(new CreateRecurringInvoice(new(
            $"{word} berth", new(Guid.Parse(ids["customerId"])), [new($"{word} berth", 1, 50)], new(1, RecurrenceUnit.Months, new DateOnly(2150, 1, 31)), Reference: $"{word} berth")))).Id}";
        ids["vendors/{id}"] = ids["vendorId"] = $"{(await SendAsync(new CreateVendor(new($"{word} vendor", $"{word}@vendors.test", Iban: "DE89370400440532013000")))).Id}";
        await SendAsync(new ChoosePostingAccount(PostingRole.Payable, (await SendAsync(new CreateAccount("2000", $"{word} payables", AccountSubtype.Payable))).Id));
        await SendAsync(new ChoosePostingAccount(PostingRole.Purchases, rent.Id));
        await SendAsync(new ChoosePostingAccount(PostingRole.OwedToStaff, (await SendAsync(new CreateAccount("2050", $"{word} staff", AccountSubtype.OwedToStaff))).Id));
        ids["expenses/{id}"] = $"{(await SendAsync(new CreateExpense(new($"{word} shop", 12.40m, rent.Id, new DateOnly(2026, 6, 1), Purpose: $"{word} tape")))).Id}";
        var paidBack = await SendAsync(new CreateExpense(new($"{word} taxi", 30, rent.Id, new DateOnly(2026, 6, 1))));
        ids["expenses/part"] = $"{Guid.CreateVersion7()}";
        await organization.App.Database.ScalarAsync($$"""
            UPDATE expenses SET status = 'reimbursed', posted_on = spent_on, is_self_approved = true, paid_by = 'person', person_id = '{{keeper.Id}}', money_account_id = NULL,
                reimbursements = '[{"id":"{{ids["expenses/part"]}}","date":"2026-06-04","amountMinor":3000}]'
            WHERE id = '{{paidBack.Id}}'
            """);
        ids["bills/{id}"] = $"{(await SendAsync(new CreateBill(new(new(Guid.Parse(ids["vendorId"])), $"{word}-1", [new($"{word} rope", 89.50m)], new DateOnly(2026, 6, 1))))).Id}";
        var bill = new DocumentReference(DocumentKind.Bill, Guid.Parse(ids["bills/{id}"]));
        ids["attachments/{id}"] = ids["attachment"] = $"{(await SendAsync(new AttachFile(bill, $"{word}.txt", Encoding.UTF8.GetBytes($"{word} delivery")))).Id}";
        ids["notes/{id}"] = ids["note"] = $"{(await SendAsync(new WriteNote(bill, $"{word} remark"))).Id}";
        ids["documentId"] = ids["attachments/{documentId}"] = ids["bills/{id}"];
        await SendAsync(new PostJournalEntry(
            new DateOnly(2026, 6, 5), [new(rent.Id, Debit: 4, ProjectId: project.Id), new(money.Id, Credit: 4)], $"{word} pier", [$"{word} tag"]));
        ids["budgets/{id}"] = $"{(await SendAsync(new CreateBudget($"{word} budget", 2026, [new(rent.Id, [100, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7])]))).Id}";
        var owed = await SendAsync(new CreateBill(new(new(Guid.Parse(ids["vendorId"])), $"{word}-2", [new($"{word} paid rope", 50)], new DateOnly(2026, 6, 1))));
        await SendAsync(new ReceiveBill(owed.Id));
        await SendAsync(new ApproveBill(owed.Id));
        var byFile = await SendAsync(new CreateBill(new(new(Guid.Parse(ids["vendorId"])), $"{word}-3", [new($"{word} rope by file", 50)], new DateOnly(2026, 6, 1))));
        await SendAsync(new ReceiveBill(byFile.Id));
        await SendAsync(new ApproveBill(byFile.Id));
        ids["payment-files/{id}"] = $"{(await SendAsync(new PreparePaymentFile(account.Id, [byFile.Id]))).Id}";
        ids["vendor-payments/{id}"] = $"{(await SendAsync(new RecordVendorPayment([new(owed.Id)], 80, new DateOnly(2026, 6, 2), Reference: $"{word} transfer out"))).Id}";
        var credit = await SendAsync(new CreateVendorCredit(new(new(Guid.Parse(ids["vendorId"])), $"{word}-credit", [new($"{word} rope back", 60)], new DateOnly(2026, 6, 3))));
        var refund = Guid.CreateVersion7();
        await organization.App.Database.ScalarAsync($"""
            INSERT INTO vendor_refunds (organization_id, id, vendor_credit_id, date, amount_minor, base_minor, account_id, reference, is_undone)
            VALUES ('{organization.Id}', '{refund}', '{credit.Id}', '2026-06-04', 500, 500, '{money.Id}', '{word} refund', false)
            """);
        ids["vendor-credits/use"] = $"{refund}";
        ids["vendor-credits/{id}"] = $"{credit.Id}";
        ids["journals/{id}"] = $"{(await SendAsync(new ImportJournal($"2026-06-04 {word} chairs\n    expenses:6910 {word} chairs  4.00\n    assets:1910 {word} till\n"))).Id}";
        ids["file-imports/{id}"] = $"{(await SendAsync(new TakeImport(new(ImportKind.Customers, $"arrivals of {word} firm.csv", Encoding.UTF8.GetBytes($"Name\n{word} arrival\n"))))).Id}";
        ids["items/{id}"] = ids["itemId"] = $"{(await SendAsync(new CreateItem(new($"{word} item", 12.50m)))).Id}";
        ids["journal/{id}"] = ids["journal-entries/{id}"] = $"{entry.Id}";
        ids["banking/{id}"] = ids["bank-accounts/{id}"] = ids["bankAccountId"] = $"{account.Id.Value}";
        ids["import/{upload}"] = $"{upload.Value}";
        ids["statements/{importId}"] = ids["importId"] = ids["import"] = $"{import.ImportId.Value}";
        var job = Guid.CreateVersion7();
        await organization.App.Database.ScalarAsync($$"""
            INSERT INTO jobs (organization_id, id, kind, title, subject, arguments, requested_by, requested_by_user, state, run, done, total, queued_at, handed_at)
            VALUES ('{{organization.Id}}', '{{job}}', 'statement_import', '{{word}}.csv', '{{account.Id}}', '{}', 'user:{{keeper.Id}}', '{{keeper.Id}}', 'queued', 0, 0, 9, now(), now() + interval '1 hour')
            """);
        ids["imports/{id}"] = ids["imports/{import}"] = $"{job}";
        var replay = Guid.CreateVersion7();
        await organization.App.Database.ScalarAsync($$$"""
            INSERT INTO jobs (organization_id, id, kind, title, subject, arguments, requested_by, requested_by_user, state, run, done, total, queued_at, handed_at)
            VALUES ('{{{organization.Id}}}', '{{{replay}}}', 'workflow_replay', '{{{word}}} review', '{{{workflow.Id}}}',
                '{"filter":{"status":"failed"},"from":"start","version":"original","before":"2026-01-01T00:00:00Z"}',
                'user:{{{keeper.Id}}}', '{{{keeper.Id}}}', 'queued', 0, 0, 9, now(), now() + interval '1 hour')
            """);
        ids["bulk-replay/{id}"] = ids["replays/{id}"] = $"{replay}";
        ids["workflows/{id}"] = ids["workflowId"] = ids["workflow"] = $"{workflow.Id}";
        ids["executions/{id}"] = await OneAsync("workflow_executions");
        await organization.App.Database.ScalarAsync($"""
            INSERT INTO approvals (organization_id, id, execution_id, address, workflow_id, approver, title, details, form, announced_at)
            VALUES ('{organization.Id}', '{Guid.CreateVersion7()}', '{ids["executions/{id}"]}', 'ask', '{workflow.Id}', 'owner', '{word} rent?', '{word}', '[]', now())
            """);
        ids["approvals/{id}"] = await OneAsync("approvals");
        ids["events/{id}"] = ids["causedBy"] = await OneAsync("events");
        ids["api-keys/{id}"] = await OneAsync("api_keys");
        ids["notifications/{id}"] = await OneAsync("notifications");
        await organization.App.Database.ScalarAsync($"""
            INSERT INTO resource_grants (organization_id, id, user_id, permission, resource_type, resource_id, effect, granted_by, created_at)
            VALUES ('{organization.Id}', '{Guid.CreateVersion7()}', '{keeper.Id}', 'banking:import', 'bank_account', '{account.Id.Value}', 'allow', '{keeper.Id}', now())
            """);
        ids["grants/{id}"] = await OneAsync("resource_grants");
        ids["audit/{id}"] = ids["audit-logs/{id}"] = await OneAsync("audit_logs");
        ids["steps/{key}"] = "keep";
        ids["versions/{n}"] = "1";
        // Templates are everybody's: what is not there stands for another organization's.
        ids["workflow-templates/{id}"] = organization.Info.Identifier == "ours" ? "large-payment-review" : "no-such-template";
        ids["deliveries/{consumer}"] = "workflows";

        async Task<string> OneAsync(string table) =>
            ((Guid)(await organization.App.Database.ScalarAsync($"SELECT id FROM {table} WHERE organization_id = '{organization.Id}' ORDER BY id LIMIT 1"))!).ToString();

        async Task<T> SendAsync<T>(IRequest<Result<T>> request) => (await organization.SendAsync(request)).Value;
    }
}
