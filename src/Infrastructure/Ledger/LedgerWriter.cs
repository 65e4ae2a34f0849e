using Financbase.Application.Access;
using Financbase.Application.Events;
using Financbase.Application.Ledger;
using Financbase.Application.Tenancy;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Financbase.Infrastructure.Ledger;

/// <summary>Entries go past EF: one statement for all postings of an entry, so that the database can ask whether it is whole.</summary>
internal sealed class LedgerWriter(
    FinancbaseDbContext context, IMultiTenantContextAccessor tenant, ICurrentPrincipal principal, IEventLog events) : ILedger
{
    public async Task PostAsync(JournalEntry entry, CancellationToken ct)
    {
        await CheckAsync(entry, ct);
        await events.AppendAsync([new JournalEntryPosted(entry.Id, entry.Date, entry.Memo, entry.Source, entry.Total)], ct);
        await WriteAsync(entry, ct);
    }

    public async Task<JournalEntry?> FindAsync(JournalEntryId id, CancellationToken ct)
    {
        var organization = tenant.OrganizationId.Value;
        var found = await context.Database.SqlQuery<EntryRow>(
            $"SELECT date, memo, source, reverses FROM journal_entries WHERE organization_id = {organization} AND id = {id.Value}").ToListAsync(ct);
        if (found is not [var entry])
            return null;

        var currency = tenant.Tenant!.BaseCurrency;
        var postings = await context.Database.SqlQuery<PostingRow>(
            $"SELECT account_id, amount_minor, memo FROM postings WHERE organization_id = {organization} AND entry_id = {id.Value} ORDER BY line").ToListAsync(ct);
        return JournalEntry.Kept(
            id, entry.Date, entry.Memo, Words.Source(entry.Source), entry.Reverses is { } original ? new(original) : null,
            [.. postings.Select(row => new Posting(new(row.AccountId), new Money(row.AmountMinor, currency), row.Memo))]);
    }

    public async Task HoldAsync(CancellationToken ct) =>
        await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(ledger_key({tenant.OrganizationId.Value}))", ct);

    // For an answer that a person understands; what comes between this and the writing is refused by the triggers.
    private async Task CheckAsync(JournalEntry entry, CancellationToken ct)
    {
        await context.SaveChangesAsync(ct);
        Guid[] accounts = [.. entry.Postings.Select(posting => posting.Account.Value).Distinct()];
        var state = (await context.Database.SqlQuery<State>($"""
            SELECT pg_advisory_xact_lock_shared(ledger_key({tenant.OrganizationId.Value}))::text AS held,
                (SELECT count(*)::int FROM accounts WHERE organization_id = {tenant.OrganizationId.Value} AND id = ANY ({accounts}) AND NOT is_archived) AS accounts,
                EXISTS (SELECT FROM books WHERE organization_id = {tenant.OrganizationId.Value} AND {entry.Date} <= locked_through) AS is_closed
            """).ToListAsync(ct))[0];
        if (state.Accounts < accounts.Length)
            throw new DomainException(LedgerErrors.AccountNotPostable);
        if (state.IsClosed)
            throw new DomainException(LedgerErrors.PeriodIsLocked);
    }

    private async Task WriteAsync(JournalEntry entry, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            WITH entry AS (
                INSERT INTO journal_entries (organization_id, id, date, memo, source, reverses, lines, total_minor, posted_at, posted_by)
                VALUES (@organization, @id, @date, @memo, @source, @reverses, @lines, @total, app_now(), @by))
            INSERT INTO postings (organization_id, entry_id, line, account_id, date, amount_minor, memo)
            SELECT @organization, @id, line, account_id, @date, amount_minor, memo
            FROM unnest(@accounts, @amounts, @memos) WITH ORDINALITY AS row (account_id, amount_minor, memo, line)
            """,
            (NpgsqlConnection)context.Database.GetDbConnection());
        command.Parameters.Add(new NpgsqlParameter<Guid>("organization", tenant.OrganizationId.Value));
        command.Parameters.Add(new NpgsqlParameter<Guid>("id", entry.Id.Value));
        command.Parameters.Add(new NpgsqlParameter<DateOnly>("date", entry.Date));
        command.Parameters.Add(new NpgsqlParameter<string>("memo", entry.Memo));
        command.Parameters.Add(new NpgsqlParameter<string>("source", Words.Of(entry.Source)));
        command.Parameters.Add(new NpgsqlParameter("reverses", NpgsqlDbType.Uuid) { Value = (object?)entry.Reverses?.Value ?? DBNull.Value });
        command.Parameters.Add(new NpgsqlParameter<int>("lines", entry.Postings.Count));
        command.Parameters.Add(new NpgsqlParameter<long>("total", entry.Total.Minor));
        command.Parameters.Add(new NpgsqlParameter("by", NpgsqlDbType.Uuid) { Value = (object?)principal.Current.UserId?.Value ?? DBNull.Value });
        command.Parameters.Add(new NpgsqlParameter<Guid[]>("accounts", [.. entry.Postings.Select(posting => posting.Account.Value)]));
        command.Parameters.Add(new NpgsqlParameter<long[]>("amounts", [.. entry.Postings.Select(posting => posting.Amount.Minor)]));
        command.Parameters.Add(new NpgsqlParameter<string?[]>("memos", [.. entry.Postings.Select(posting => posting.Memo)]));
        await command.ExecuteNonQueryAsync(ct);
    }

    private sealed record EntryRow(DateOnly Date, string Memo, string Source, Guid? Reverses);

    private sealed record PostingRow(Guid AccountId, long AmountMinor, string? Memo);

    private sealed record State(string? Held, int Accounts, bool IsClosed);
}
