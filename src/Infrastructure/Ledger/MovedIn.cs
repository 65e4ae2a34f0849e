using Financbase.Application.Ledger;
using Financbase.Application.Tenancy;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Ledger;

internal sealed class MovedIn(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : IMovedIn
{
    private Guid Organization => tenant.OrganizationId.Value;

    public async Task<IReadOnlyList<MovedEntry>> ListAsync(Guid source, string kindPrefix, CancellationToken ct)
    {
        var rows = await context.Database.SqlQuery<EntryRow>($"""
            SELECT e.id, e.source_kind AS kind, EXISTS (SELECT FROM journal_entries r WHERE r.organization_id = e.organization_id AND r.reverses = e.id) AS is_reversed
            FROM journal_entries e
            WHERE e.organization_id = {Organization} AND e.source = 'opening' AND e.source_id = {source} AND starts_with(e.source_kind, {kindPrefix})
            ORDER BY e.id
            """).ToListAsync(ct);
        return [.. rows.Select(row => new MovedEntry(new(row.Id), row.Kind, row.IsReversed))];
    }

    public async Task<IReadOnlyList<JournalEntry>> ReadAsync(Guid source, CancellationToken ct)
    {
        var currency = tenant.Tenant!.BaseCurrency;
        var rows = await context.Database.SqlQuery<PostingRow>($"""
            SELECT e.id, e.date, e.memo, e.source_kind AS kind, p.account_id, p.amount_minor, p.memo AS posting_memo, p.currency, p.original_minor
            FROM journal_entries e JOIN postings p ON p.organization_id = {Organization} AND p.entry_id = e.id
            WHERE e.organization_id = {Organization} AND e.source = 'opening' AND e.source_id = {source}
                AND NOT EXISTS (SELECT FROM journal_entries r WHERE r.organization_id = {Organization} AND r.reverses = e.id)
            ORDER BY e.date, e.id, p.line
            """).ToListAsync(ct);
        return [.. rows.GroupBy(row => row.Id).Select(entry => JournalEntry.Kept(
            new(entry.Key), entry.First().Date, entry.First().Memo, JournalEntrySource.Opening, new(JournalEntrySource.Opening, source, entry.First().Kind), null,
            [.. entry.Select(row => row.ToPosting(currency))]))];
    }

    public async Task<IReadOnlyList<TakenJournal>> ListJournalsAsync(int most, CancellationToken ct) => await context.Database.SqlQuery<TakenJournal>($"""
        SELECT e.source_id AS id, min(e.posted_at) AS at, count(*) AS entries, min(e.date) AS "from", max(e.date) AS "to"
        FROM journal_entries e
        WHERE e.organization_id = {Organization} AND e.source = 'opening' AND starts_with(e.source_kind, {MovingIn.JournalPrefix})
            AND NOT EXISTS (SELECT FROM journal_entries r WHERE r.organization_id = {Organization} AND r.reverses = e.id)
        GROUP BY e.source_id ORDER BY min(e.posted_at) DESC, e.source_id LIMIT {most}
        """).ToListAsync(ct);

    private sealed record EntryRow(Guid Id, string Kind, bool IsReversed);

    private sealed record PostingRow(Guid Id, DateOnly Date, string Memo, string Kind, Guid AccountId, long AmountMinor, string? PostingMemo, string? Currency, long? OriginalMinor)
    {
        public Posting ToPosting(Currency currency) => new(
            new(AccountId), new Money(AmountMinor, currency), PostingMemo, OriginalMinor is { } minor ? new Money(minor, Domain.SharedKernel.Currency.Of(Currency!)) : null);
    }
}
