using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Tenancy;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Financbase.Infrastructure.Ledger;

/// <summary>Each account is read from a place of its index on, so that the last page costs what the first one does.</summary>
internal sealed class LedgerLines(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : ILedgerLines
{
    private Guid Organization => tenant.OrganizationId.Value;

    private Currency Base => tenant.Tenant!.BaseCurrency;

    public async Task<Page<LedgerLine>> ListAsync(AccountId? account, ProjectId? project, DateOnly? from, DateOnly? to, PageRequest page, CancellationToken ct)
    {
        var last = Cursor.Read<Guid, int>(page.Cursor) is { } cursor ? await PlaceAsync(cursor.First, cursor.Second, ct) : null;
        var beginning = from ?? DateOnly.MinValue;
        var place = last ?? new Place("", Guid.Empty, beginning, Guid.Empty, 0);
        var wanted = new NpgsqlParameter("wanted", NpgsqlDbType.Uuid) { Value = (object?)account?.Value ?? DBNull.Value };
        var rows = await context.Database.SqlQuery<Row>($"""
            SELECT l.account_id, l.code, l.name, l.type, l.entry_id, l.line, l.date, COALESCE(l.memo, e.memo) AS memo, l.amount_minor, e.source, e.source_id
            FROM (
                SELECT a.id AS account_id, a.code, a.name, a.type, p.* FROM accounts a CROSS JOIN LATERAL (
                    SELECT entry_id, line, date, memo, amount_minor FROM postings
                    WHERE organization_id = {Organization} AND account_id = a.id AND date <= {to ?? DateOnly.MaxValue}
                        AND ({project is null} OR project_id = {project?.Value ?? Guid.Empty})
                        AND (date, entry_id, line) > (
                            CASE WHEN a.code = {place.Code} THEN {place.Date} ELSE {beginning} END,
                            CASE WHEN a.code = {place.Code} THEN {place.EntryId} ELSE {Guid.Empty} END, CASE WHEN a.code = {place.Code} THEN {place.Line} ELSE 0 END)
                    ORDER BY date, entry_id, line LIMIT {page.Limit + 1}) p
                WHERE a.organization_id = {Organization} AND a.code >= {place.Code} AND ({wanted} IS NULL OR a.id = {wanted})
                ORDER BY a.code, p.date, p.entry_id, p.line LIMIT {page.Limit + 1}) l
            JOIN journal_entries e ON e.organization_id = {Organization} AND e.id = l.entry_id
            ORDER BY l.code, l.date, l.entry_id, l.line
            """).ToListAsync(ct);
        var balances = await BalancesAsync(project, [.. rows.Select(row => row.AccountId).Distinct().Select(id => id == place.AccountId ? place : place with { AccountId = id, Date = beginning, EntryId = Guid.Empty, Line = 0 })], ct);
        return Page<Row>.From(rows, page, row => [row.EntryId, row.Line]).Select(row => row.ToView(balances[row.AccountId] += row.AmountMinor, Base));
    }

    private async Task<Place> PlaceAsync(Guid entry, int line, CancellationToken ct) => (await context.Database.SqlQuery<Place>($"""
        SELECT a.code, a.id AS account_id, p.date, p.entry_id, p.line FROM postings p JOIN accounts a ON a.organization_id = p.organization_id AND a.id = p.account_id
        WHERE p.organization_id = {Organization} AND p.entry_id = {entry} AND p.line = {line}
        """).ToListAsync(ct)).SingleOrDefault() ?? throw new DomainException(Error.Validation("cursor", "This cursor is not one of ours; start again without it."));

    // Of all accounts of the page at once: the months before, and what was posted since. Months are not kept by project: of one, everything is added up.
    private async Task<Dictionary<Guid, long>> BalancesAsync(ProjectId? project, Place[] places, CancellationToken ct)
    {
        Guid[] accounts = [.. places.Select(place => place.AccountId)], entries = [.. places.Select(place => place.EntryId)];
        DateOnly[] days = [.. places.Select(place => place.Date)], months = [.. places.Select(place => project is null ? new DateOnly(place.Date.Year, place.Date.Month, 1) : DateOnly.MinValue)];
        int[] lines = [.. places.Select(place => place.Line)];
        return (await context.Database.SqlQuery<Balance>($"""
            SELECT place.account AS account_id, (COALESCE((SELECT sum(debit_minor) - sum(credit_minor) FROM account_months
                    WHERE organization_id = {Organization} AND account_id = place.account AND month < place.month), 0)
                + COALESCE((SELECT sum(amount_minor) FROM postings
                    WHERE organization_id = {Organization} AND account_id = place.account AND date >= place.month
                        AND ({project is null} OR project_id = {project?.Value ?? Guid.Empty})
                        AND (date, entry_id, line) <= (place.day, place.entry, place.line)), 0))::bigint AS minor
            FROM unnest({accounts}, {months}, {days}, {entries}, {lines}) AS place (account, month, day, entry, line)
            """).ToListAsync(ct)).ToDictionary(balance => balance.AccountId, balance => balance.Minor);
    }

    private sealed record Place(string Code, Guid AccountId, DateOnly Date, Guid EntryId, int Line);

    private sealed record Balance(Guid AccountId, long Minor);

    private sealed record Row(
        Guid AccountId, string Code, string Name, string Type, Guid EntryId, int Line, DateOnly Date, string Memo, long AmountMinor, string Source, Guid? SourceId)
    {
        public LedgerLine ToView(long balance, Currency currency) => new(
            new(new(AccountId), Code, Name, Words.Type(Type)), new(EntryId), Line, Date, Memo, AmountMinor > 0 ? new Money(AmountMinor, currency) : null,
            AmountMinor < 0 ? new Money(-AmountMinor, currency) : null, new Money(balance, currency), Words.Source(Source), SourceId);
    }
}
