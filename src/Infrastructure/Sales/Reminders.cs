using Financbase.Application.Sales.Reminders;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Infrastructure.Access;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Notifications;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Financbase.Infrastructure.Sales;

internal sealed class Reminders(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : IReminders
{
    // The latest stage that has come for each invoice, unless it or a later one was sent for the same last day to pay, or its day was before the policy counts.
    private const string Due = """
        SELECT i.id, s.days
        FROM invoices i
        JOIN customers c ON c.organization_id = i.organization_id AND c.id = i.customer_id
        CROSS JOIN LATERAL (SELECT max(days) AS days FROM unnest({1}::int[]) AS stage (days) WHERE i.due_date + stage.days <= {2}) s
        WHERE i.organization_id = {0} AND i.kind = 'invoice' AND i.open_minor > 0 AND i.status IN ('finalized', 'sent') AND i.due_date <= {4}
            AND i.gets_reminders AND c.gets_reminders AND i.due_date + s.days >= {3}
            AND NOT EXISTS (
                SELECT FROM invoice_reminders r WHERE r.organization_id = i.organization_id AND r.invoice_id = i.id AND r.stage_days >= s.days)
            AND (c.email IS NOT NULL OR NOT EXISTS (
                SELECT FROM invoice_reminder_failures f WHERE f.organization_id = i.organization_id AND f.invoice_id = i.id AND f.stage_days = s.days))
        """;

    private Guid Organization => tenant.OrganizationId.Value;

    public async Task<IReadOnlyList<DueReminder>> ListDueAsync(ReminderPolicy policy, DateOnly today, InvoiceId? after, int most, CancellationToken ct) => Of(
        await context.Database.SqlQueryRaw<Row>($"{Due} AND i.id > {{5}} ORDER BY i.id LIMIT {{6}}", [.. Values(policy, today), after?.Value ?? Guid.Empty, most]).ToListAsync(ct));

    public async Task<DueReminder?> FindDueAsync(ReminderPolicy policy, DateOnly today, InvoiceId invoice, CancellationToken ct) => Of(
        await context.Database.SqlQueryRaw<Row>($"{Due} AND i.id = {{5}}", [.. Values(policy, today), invoice.Value]).ToListAsync(ct)).SingleOrDefault();

    public async Task<bool> NoteAsync(DueReminder reminder, CancellationToken ct) => await context.Database.ExecuteSqlAsync($"""
        INSERT INTO invoice_reminders (organization_id, invoice_id, stage_days) VALUES ({Organization}, {reminder.Invoice.Value}, {reminder.Days}) ON CONFLICT DO NOTHING
        """, ct) == 1;

    public async Task<bool> TellFailureAsync(DueReminder reminder, string number, string code, string reason, CancellationToken ct)
    {
        if (await context.Database.ExecuteSqlAsync($"""
            INSERT INTO invoice_reminder_failures (organization_id, invoice_id, stage_days, code, reason)
            VALUES ({Organization}, {reminder.Invoice.Value}, {reminder.Days}, {code}, {reason}) ON CONFLICT DO NOTHING
            """, ct) == 0)
            return false;

        var people = await PossibleHolders.ListAsync(context, tenant.OrganizationId, Permissions.Invoices.Send, ct);
        await NotificationWriter.InsertAsync(
            tenant.OrganizationId, people, new NotificationText($"A reminder of {number} could not be sent", reason, $"/invoices/{reminder.Invoice}"),
            $"invoice_reminder:{reminder.Invoice}:{reminder.Days}", (NpgsqlConnection)context.Database.GetDbConnection(), ct);
        return true;
    }

    // No invoice that is due later than this has a stage today.
    private object[] Values(ReminderPolicy policy, DateOnly today) =>
    [
        Organization, policy.Stages.Select(stage => stage.Days).ToArray(), today, policy.ActiveSince!.Value, today.AddDays(-policy.Stages[0].Days),
    ];

    private static IReadOnlyList<DueReminder> Of(List<Row> rows) => [.. rows.Select(row => new DueReminder(new(row.Id), row.Days))];

    private sealed record Row(Guid Id, int Days);
}
