using Financbase.Application.Ledger;
using Financbase.Application.Ledger.Scheduled;
using Financbase.Application.Paging;
using Financbase.Application.Tenancy;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Financbase.Infrastructure.Ledger;

/// <summary>What is posted of a schedule is read off its entries.</summary>
internal sealed class ScheduledBooks(FinancbaseDbContext context, IMultiTenantContextAccessor tenant, ILedgerReports reports) : IScheduledEntries
{
    private const string Rows = """
        SELECT s.id, s.name, s.kind, s.method, s.status, s.from_account_id, f.code AS from_code, f.name AS from_name, f.type AS from_type,
            s.to_account_id, t.code AS to_code, t.name AS to_name, t.type AS to_type, s.total_minor, s.currency, s.starts_on, s.months, s.next_on, s.posted, s.failure,
            s.source_entry_id
        FROM scheduled_entries s
        JOIN accounts f ON f.organization_id = s.organization_id AND f.id = s.from_account_id
        JOIN accounts t ON t.organization_id = s.organization_id AND t.id = s.to_account_id
        WHERE s.organization_id = {0}
        """;

    private static readonly Keyset<Row, Guid> Orders = new Keyset<Row, Guid>(ListScheduledEntries.Sorts, row => row.Id)
        .By("name", row => row.Name).By("startsOn", row => row.StartsOn);

    private Guid Organization => tenant.OrganizationId.Value;

    public Task HoldAsync(ScheduledEntryId id, CancellationToken ct) => context.Database.ExecuteSqlAsync(
        $"SELECT FROM scheduled_entries WHERE organization_id = {Organization} AND id = {id.Value} FOR UPDATE", ct);

    public async Task<Page<ScheduledEntrySummary>> ListAsync(ScheduledEntryFilter filter, PageRequest page, CancellationToken ct)
    {
        var found = context.Database.SqlQueryRaw<Row>(
            $"{Rows} AND ({{1}} = '' OR s.name ILIKE {{1}}) AND ({{2}} = '' OR s.status = {{2}}) AND ({{3}}::uuid IS NULL OR s.source_entry_id = {{3}})",
            Organization, LikePattern.Containing(filter.Text) ?? "", filter.Status is { } status ? Words.Of(status) : "",
            new NpgsqlParameter("source", NpgsqlDbType.Uuid) { Value = (object?)filter.SourceEntry?.Value ?? DBNull.Value });
        return (await Orders.ReadAsync(found, page, ct)).Select(row => row.ToSummary());
    }

    public async Task<ScheduledEntryView?> FindAsync(ScheduledEntryId id, CancellationToken ct)
    {
        if (await context.Set<ScheduledEntry>().AsNoTracking().SingleOrDefaultAsync(one => one.OrganizationId == tenant.OrganizationId && one.Id == id, ct) is not { } schedule)
            return null;

        var row = (await context.Database.SqlQueryRaw<Row>($"{Rows} AND s.id = {{1}}", Organization, id.Value).ToListAsync(ct))[0].ToSummary();
        var entries = await ReadEntriesAsync(id, ct);
        var lockedThrough = await reports.ReadLockAsync(ct);
        return new ScheduledEntryView(
            row, schedule.Method, schedule.Months, schedule.DebitsTo ? row.To : row.From, schedule.DebitsTo ? row.From : row.To,
            [
                .. schedule.Plan.Portions().Select(portion => entries.TryGetValue(ScheduledEntry.PortionKind(portion.Number), out var entry)
                    ? new ScheduledPortionView(
                        portion.Number, portion.Day, new Money(portion.Minor, schedule.Currency), entry.Date, entry.ReversedOn, new(entry.Id),
                        entry.ReversalId is { } reversal ? new(reversal) : null)
                    : ScheduledPortionView.Planned(schedule, portion, lockedThrough)),
            ],
            entries.TryGetValue(ScheduledEntry.RestKind, out var rest) ? new(rest.Id) : null);
    }

    public async Task<IReadOnlyList<DueScheduledEntry>> ListDueAsync(DateOnly today, ScheduledEntryId? after, int most, CancellationToken ct)
    {
        var rows = await context.Database.SqlQuery<DueRow>($"""
            SELECT id, failure_code FROM scheduled_entries
            WHERE organization_id = {Organization} AND next_on <= {today} AND id > {after?.Value ?? Guid.Empty} ORDER BY id LIMIT {most}
            """).ToListAsync(ct);
        return [.. rows.Select(row => new DueScheduledEntry(new(row.Id), row.FailureCode))];
    }

    public async Task<IReadOnlyList<(ScheduledEntry Schedule, AccountId Account)>> ListMoneyAsync(DateOnly through, CancellationToken ct)
    {
        var found = await (
            from schedule in context.Set<ScheduledEntry>().AsNoTracking()
            from account in context.Set<Account>()
            where schedule.OrganizationId == tenant.OrganizationId && schedule.NextOn <= through && account.OrganizationId == tenant.OrganizationId
                && (account.Id == schedule.FromAccountId || account.Id == schedule.ToAccountId) && (account.Subtype == AccountSubtype.Cash || account.Subtype == AccountSubtype.Bank)
            select new { schedule, account.Id }).ToListAsync(ct);
        return found.ConvertAll(one => (one.schedule, one.Id));
    }

    public async Task<IReadOnlyList<JournalEntryId>> ListStandingAsync(ScheduledEntryId id, CancellationToken ct) =>
        [.. (await ReadEntriesAsync(id, ct)).Values.Where(entry => entry.ReversalId is null).OrderBy(entry => entry.Date).ThenBy(entry => entry.Id).Select(entry => new JournalEntryId(entry.Id))];

    private Task<Dictionary<string, EntryRow>> ReadEntriesAsync(ScheduledEntryId id, CancellationToken ct) => context.Database.SqlQuery<EntryRow>($"""
        SELECT e.id, e.source_kind AS kind, e.date, r.id AS reversal_id, r.date AS reversed_on
        FROM journal_entries e LEFT JOIN journal_entries r ON r.organization_id = e.organization_id AND r.reverses = e.id
        WHERE e.organization_id = {Organization} AND e.source = 'scheduled_entry' AND e.source_id = {id.Value}
        """).ToDictionaryAsync(entry => entry.Kind, ct);

    private sealed record DueRow(Guid Id, string? FailureCode);

    private sealed record EntryRow(Guid Id, string Kind, DateOnly Date, Guid? ReversalId, DateOnly? ReversedOn);

    private sealed record Row(
        Guid Id, string Name, string Kind, string Method, string Status, Guid FromAccountId, string FromCode, string FromName, string FromType, Guid ToAccountId, string ToCode,
        string ToName, string ToType, long TotalMinor, string Currency, DateOnly StartsOn, int Months, DateOnly? NextOn, int Posted, string? Failure, Guid? SourceEntryId)
    {
        public ScheduledEntrySummary ToSummary()
        {
            var currency = Domain.SharedKernel.Currency.Of(Currency);
            var plan = new SchedulePlan(Words.Read<ScheduledKind>(Kind), Words.Read<ScheduledMethod>(Method), TotalMinor, StartsOn, Months);
            return new ScheduledEntrySummary(
                new(Id), Name, plan.Kind, Words.Read<ScheduledStatus>(Status), new(new(FromAccountId), FromCode, FromName, Words.Type(FromType)),
                new(new(ToAccountId), ToCode, ToName, Words.Type(ToType)), new Money(TotalMinor, currency), new Money(TotalMinor - plan.MinorThrough(Posted), currency), StartsOn,
                plan.EndsOn, NextOn, Posted, plan.Portions().Count, Failure, SourceEntryId is { } source ? new(source) : null);
        }
    }
}
