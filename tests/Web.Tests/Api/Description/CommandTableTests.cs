using System.Net;
using System.Text.Json;
using Financbase.Web.Api;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Web.Tests.Api.Description;

/// <summary>What holds for every call that changes something, tried with the bodies that the description shows.</summary>
public sealed class CommandTableTests
{
    // The executions of the scene have ended, its invoice and its bill are used for everything else and not approved, its bank line is no end of a transfer and no payment, and it
    // holds nothing in other currencies.
    private static readonly string[] OutOfState =
    [
        "POST /api/invoices/{id}/void", "POST /api/bills/{id}/void", "POST /api/payment-files", "POST /api/bank-transactions/{id}/match", "POST /api/bank-transactions/{id}/match-entry", "POST /api/bank-transactions/{id}/match-invoices", "POST /api/bank-transactions/{id}/match-bills", "POST /api/executions/{id}/cancel", "POST /api/revaluations",
        "POST /api/executions/{id}/steps/{key}/resolve", "POST /api/executions/{id}/continue",
    ];

    private const string NotPaidBack = "reimbursements = '[]'";

    private const string ByPerson = "paid_by = 'person', person_id = gen_random_uuid(), money_account_id = NULL";

    private DescriptionScene _scene = null!;

    [SetUp]
    public async Task Start() => _scene = await DescriptionScene.StartAsync();

    [TearDown]
    public async Task Stop() => await _scene.DisposeAsync();

    [Test]
    public async Task Every_call_that_is_sent_twice_with_a_key_happens_once()
    {
        // So that there is something to publish.
        foreach (var route in Commands("PUT").Where(route => route.Path == "/api/workflows/{id}"))
            (await _scene.SendAsync(route, json: ExampleOf(route))).Dispose();

        // The other ones come when they come: the scene's approval tells every owner.
        await _scene.App.Database.ScalarAsync($"UPDATE notifications SET user_id = (SELECT id FROM users WHERE email = 'owner@ours.test') WHERE id = '{_scene.IdOf("notifications/{id}")}'");
        await _scene.App.Database.ScalarAsync($"UPDATE event_deliveries SET state = 'dead' WHERE event_id = '{_scene.IdOf("events/{id}")}'");

        // What is about one thing first: the others are about all of them.
        foreach (var route in Commands("POST").Where(route => !OutOfState.Contains($"{route}")).OrderByDescending(route => route.Path.Contains('{', StringComparison.Ordinal)))
        {
            await ResetAsync(route);
            (string, string) key = ("Idempotency-Key", $"once {route}");
            using var first = await _scene.SendAsync(route, json: ExampleOf(route), headers: key);
            var answer = await first.Content.ReadAsStringAsync();
            first.IsSuccessStatusCode.ShouldBeTrue($"{route} {answer}");
            var effects = await EffectsAsync();

            using var again = await _scene.SendAsync(route, json: ExampleOf(route), headers: key);
            again.StatusCode.ShouldBe(first.StatusCode, $"{route}");
            (await again.Content.ReadAsStringAsync()).ShouldBe(answer, $"{route}");
            again.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"], $"{route}");
            again.Headers.Location.ShouldBe(first.Headers.Location, $"{route}");

            using var other = await _scene.SendAsync(route, json: $"{ExampleOf(route) ?? "{}"} ", query: QueryOf(route), headers: key);
            other.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, $"{route}");
            (await CodeAsync(other)).ShouldBe("IDEMPOTENCY_MISMATCH", $"{route}");
            (await EffectsAsync()).ShouldBe(effects, $"{route}");
        }
    }

    [Test]
    public async Task Every_call_that_names_another_state_than_there_is_changes_nothing()
    {
        var resources = _scene.App.Services.GetRequiredService<Resources>();
        var refused = 0;
        var effects = await EffectsAsync();
        foreach (var route in _scene.OpenRoutes.Where(route => route.UseCase.IsCommand))
        {
            using var answer = await _scene.SendAsync(route, json: ExampleOf(route), headers: ("If-Match", "\"other\""));
            var isAboutOne = resources.ReadBy(route.Endpoint) is not null;
            answer.StatusCode.ShouldBe(isAboutOne ? HttpStatusCode.PreconditionFailed : HttpStatusCode.UnprocessableEntity, $"{route}");
            (await CodeAsync(answer)).ShouldBe(isAboutOne ? "PRECONDITION_FAILED" : "VALIDATION_ERROR", $"{route}");
            refused += isAboutOne ? 1 : 0;
        }

        refused.ShouldBeGreaterThan(15);
        (await EffectsAsync()).ShouldBe(effects);
    }

    // Another word of the same call, which a key must not be used for twice.
    private static string? QueryOf(ApiRoute route) => route.Upload switch
    {
        null => null,
        var form when form == typeof(InvoiceForm) => "?addCustomer=true",
        var form when form == typeof(AttachmentForm) => "?document=bill",
        var form when form == typeof(ImportForm) => "?update=true",
        _ => "?automations=none",
    };

    // One approval for all who decide it, one bank line for all who deal with it, one reconciliation at a time,
    // one bill that somebody else handed in, or approved before it is paid, a quote that is as far as each needs it.
    private async Task ResetAsync(ApiRoute route) => await _scene.App.Database.ScalarAsync($"""
        UPDATE approvals SET status = 'pending';
        UPDATE bank_transactions SET status = '{(route.Path.EndsWith("/undo", StringComparison.Ordinal) ? "excluded" : "unreviewed")}', entry_id = NULL
        WHERE id = '{_scene.IdOf("bank-transactions/{id}")}';
        UPDATE reconciliations SET state = 'completed', completed_at = now();
        UPDATE reconciliations SET state = 'open', completed_at = NULL
        WHERE id = '{_scene.IdOf("reconciliations/{id}")}' AND {route.Path.StartsWith("/api/reconciliations/", StringComparison.Ordinal)};
        UPDATE bills SET status = '{(route.Path.EndsWith("/receive", StringComparison.Ordinal) ? "draft" : "received")}', received_by = NULL
        WHERE id = '{_scene.IdOf("bills/{id}")}' AND status IN ('draft', 'received', 'rejected');
        ALTER TABLE bills DISABLE TRIGGER unchanged;
        UPDATE bills SET decided_by = '{Guid.Empty}' WHERE id = '{_scene.IdOf("bills/{id}")}' AND status = 'approved';
        ALTER TABLE bills ENABLE TRIGGER unchanged;
        UPDATE recurring_invoices SET status = 'active', next_on = '2150-01-31' WHERE id = '{_scene.IdOf("recurring-invoices/{id}")}';
        UPDATE scheduled_entries SET status = 'active', next_on = '2150-01-31' WHERE id = '{_scene.IdOf("scheduled-entries/{id}")}';
        ALTER TABLE quotes DISABLE TRIGGER unchanged;
        UPDATE quotes SET invoice_id = NULL, {QuoteFor(route.Path)} WHERE id = '{_scene.IdOf("quotes/{id}")}';
        ALTER TABLE quotes ENABLE TRIGGER unchanged;
        ALTER TABLE vendor_credits DISABLE TRIGGER unchanged;
        ALTER TABLE vendor_refunds DISABLE TRIGGER unchanged;
        UPDATE vendor_credits SET {CreditFor(route.Path)} WHERE id = '{_scene.IdOf("vendor-credits/{id}")}';
        UPDATE vendor_refunds SET is_undone = false, undone_on = NULL WHERE id = '{_scene.IdOf("vendor-credits/use")}';
        ALTER TABLE payments DISABLE TRIGGER unchanged;
        ALTER TABLE invoices DISABLE TRIGGER unchanged;
        ALTER TABLE customer_refunds DISABLE TRIGGER unchanged;
        {LeftOf(route.Path)}
        ALTER TABLE customer_refunds ENABLE TRIGGER unchanged;
        ALTER TABLE invoices ENABLE TRIGGER unchanged;
        ALTER TABLE payments ENABLE TRIGGER unchanged;
        ALTER TABLE payment_files DISABLE TRIGGER unchanged;
        UPDATE payment_files SET status = 'prepared', ended_at = NULL;
        ALTER TABLE payment_files ENABLE TRIGGER unchanged;
        ALTER TABLE expenses DISABLE TRIGGER unchanged;
        UPDATE expenses SET drafted_by = NULL, entered_by = NULL, submitted_by = NULL, decided_by = NULL, {ExpenseFor(route.Path)} WHERE id = '{_scene.IdOf("expenses/{id}")}';
        ALTER TABLE expenses ENABLE TRIGGER unchanged;
        ALTER TABLE vendor_credits ENABLE TRIGGER unchanged;
        ALTER TABLE vendor_refunds ENABLE TRIGGER unchanged
        """);

    // Refunds stand, but where the whole payment or credit note is taken back.
    private string LeftOf(string path) => path.Split('/') is [_, "api", "payments" or "credit-notes", "{id}", var act]
        ? $"""
            UPDATE customer_refunds SET is_undone = {(act is "undo" or "void" ? "true, undone_on = date" : "false, undone_on = NULL")};
            UPDATE payments SET is_undone = false, undone_on = NULL, unallocated_minor = 2500, unallocated_base_minor = 2500 WHERE id = '{_scene.IdOf("payments/{id}")}';
            UPDATE invoices SET status = 'finalized', open_minor = gross_minor - {(act == "void" ? 0 : 200)}, open_base_minor = gross_minor - {(act == "void" ? 0 : 200)}
            WHERE id = '{_scene.IdOf("credit-notes/{id}")}';
            """
        : "";

    private static string QuoteFor(string path) => path.Split('/')[^1] switch
    {
        "convert" => "status = 'accepted', decided_at = now(), number = 'QUO-2026-90001', fiscal_year = 2026, sequence = 90001",
        "accept" or "decline" => "status = 'sent', decided_at = NULL, number = 'QUO-2026-90001', fiscal_year = 2026, sequence = 90001",
        _ => "status = 'draft', decided_at = NULL, number = NULL, fiscal_year = NULL, sequence = NULL",
    };

    private static string ExpenseFor(string path) => path.Split('/')[^1] switch
    {
        "approve" or "reject" or "void" => $"status = 'submitted', owed_base_minor = 0, {NotPaidBack}",
        "payments" => $"status = 'approved', posted_on = spent_on, is_self_approved = true, owed_base_minor = gross_minor, {NotPaidBack}, {ByPerson}",
        "undo-reimbursement" => $"status = 'reimbursed', posted_on = spent_on, is_self_approved = true, owed_base_minor = 0, reimbursements = '[{{\"id\":\"0197c4a0-5e00-7000-8000-0000000000aa\",\"date\":\"2026-06-30\",\"amountMinor\":21400}}]', {ByPerson}",
        _ => $"status = 'draft', owed_base_minor = 0, {NotPaidBack}",
    };

    private static string CreditFor(string path) => path.Split('/')[^1] switch
    {
        "void" => "status = 'posted', posted_on = credit_date, open_minor = gross_minor, open_base_minor = gross_minor",
        "refunds" or "unapply" => "status = 'posted', posted_on = credit_date, open_minor = gross_minor - 500, open_base_minor = gross_minor - 500",
        _ => "status = 'draft', posted_on = NULL, open_minor = 0, open_base_minor = 0",
    };

    private IEnumerable<ApiRoute> Commands(string method) => _scene.OpenRoutes.Where(route => route.Method == method && route.UseCase.IsCommand);

    // An example that names a thing names one that there is.
    private string? ExampleOf(ApiRoute route) =>
        _scene.Api.Example(route)?.ToJsonString().Replace("0197c4a0-5e00-7000-8000-000000000001", _scene.IdOf("bankAccountId"), StringComparison.Ordinal)
        .Replace("0197c4a0-5e00-7000-8000-000000000002", _scene.IdOf("workflowId"), StringComparison.Ordinal)
        .Replace("0197c4a0-5e00-7000-8000-00000000000b", _scene.IdOf("accounts/{id}"), StringComparison.Ordinal)
        .Replace("0197c4a0-5e00-7000-8000-00000000000c", _scene.IdOf("accounts/{id}"), StringComparison.Ordinal)
        .Replace("0197c4a0-5e00-7000-8000-00000000000d", _scene.IdOf("customers/{id}"), StringComparison.Ordinal)
        .Replace("0197c4a0-5e00-7000-8000-00000000000e", _scene.IdOf("tax-rates/{id}"), StringComparison.Ordinal)
        .Replace("0197c4a0-5e00-7000-8000-00000000000f", _scene.IdOf("payments/{id}"), StringComparison.Ordinal)
        .Replace("0197c4a0-5e00-7000-8000-000000000012", _scene.IdOf("invoices/{id}"), StringComparison.Ordinal)
        .Replace("0197c4a0-5e00-7000-8000-000000000010", _scene.IdOf("vendors/{id}"), StringComparison.Ordinal)
        .Replace("0197c4a0-5e00-7000-8000-000000000013", _scene.IdOf("bills/{id}"), StringComparison.Ordinal)
        .Replace("0197c4a0-5e00-7000-8000-000000000014", _scene.IdOf("vendor-payments/{id}"), StringComparison.Ordinal)
        .Replace("0197c4a0-5e00-7000-8000-000000000016", _scene.IdOf("accounts/income"), StringComparison.Ordinal)
        .Replace("0197c4a0-5e00-7000-8000-000000000015", _scene.IdOf("vendor-credits/use"), StringComparison.Ordinal)
        .Replace("0197c4a0-5e00-7000-8000-000000000018", _scene.IdOf("payments/use"), StringComparison.Ordinal)
        .Replace("0197c4a0-5e00-7000-8000-000000000019", _scene.IdOf("credit-notes/use"), StringComparison.Ordinal)
        .Replace("accountant@company.example", "accountant@ours.test", StringComparison.Ordinal);

    // Every command that is audited leaves a row. The automations and jobs that a call starts leave theirs when they run.
    private Task<object?> EffectsAsync() => _scene.App.Database.ScalarAsync(
        "SELECT count(*) FROM audit_logs WHERE actor_kind <> 'system' AND action NOT IN ('workflow_execution.replay', 'workflow.end_bulk_replay')");

    private static async Task<string?> CodeAsync(HttpResponseMessage answer) =>
        JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync()).GetProperty("error").GetProperty("code").GetString();
}
