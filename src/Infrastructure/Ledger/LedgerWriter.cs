using Financbase.Application.Access;
using Financbase.Application.Events;
using Financbase.Application.Ledger;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
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
    // Of a statement's postings; an entry is never divided.
    private const int PostingsPerStatement = 20_000;

    private const int Many = 500;

    public Task PostAsync(JournalEntry entry, CancellationToken ct) => PostAsync([entry], ct);

    public async Task PostAsync(IReadOnlyCollection<JournalEntry> entries, CancellationToken ct)
    {
        if (entries.Count == 0)
            return;

        await CheckAsync(entries, ct);
        if (entries.Count >= Many)
            await context.ForgetPlansAsync(ct);
        await events.AppendAsync([.. entries.Select(entry => new JournalEntryPosted(entry.Id, entry.Date, entry.Memo, entry.Source, entry.Total))], ct);
        foreach (var some in Divided(entries))
            await WriteAsync(some, ct);
    }

    public async Task<JournalEntry> ReverseAsync(JournalEntry entry, DateOnly date, string? reason, CancellationToken ct)
    {
        var reversal = entry.Reverse(date, reason);
        await PostAsync(reversal, ct);
        await events.AppendAsync([new JournalEntryReversed(entry.Id, reversal.Id, reversal.Date, reversal.Total)], ct);
        return reversal;
    }

    public async Task ReverseAsync(IReadOnlyCollection<JournalEntry> entries, string? reason, CancellationToken ct)
    {
        var pairs = entries.Select(entry => (Entry: entry, Reversal: entry.Reverse(entry.Date, reason))).ToList();
        await PostAsync([.. pairs.Select(pair => pair.Reversal)], ct);
        await events.AppendAsync([.. pairs.Select(pair => new JournalEntryReversed(pair.Entry.Id, pair.Reversal.Id, pair.Reversal.Date, pair.Reversal.Total))], ct);
    }

    public async Task<IReadOnlyList<JournalEntry>> FindAsync(JournalEntrySource source, string kind, IReadOnlyCollection<Guid> documents, CancellationToken ct)
    {
        var (currency, organization) = (tenant.Tenant!.BaseCurrency, tenant.OrganizationId.Value);
        var rows = await context.Database.SqlQuery<WholeRow>($"""
            SELECT e.id, e.date, e.memo, e.source_id, p.account_id, p.amount_minor, p.memo AS line_memo, p.currency, p.original_minor, p.project_id
            FROM journal_entries e JOIN postings p ON p.organization_id = e.organization_id AND p.entry_id = e.id
            WHERE e.organization_id = {organization} AND e.source = {Words.Of(source)} AND e.source_id = ANY ({documents.ToArray()}) AND e.source_kind = {kind}
                AND NOT EXISTS (SELECT FROM journal_entries r WHERE r.organization_id = e.organization_id AND r.reverses = e.id)
            ORDER BY e.id, p.line
            """).ToListAsync(ct);
        return [.. rows.GroupBy(row => row.Id).Select(entry => JournalEntry.Kept(
            new(entry.Key), entry.First().Date, entry.First().Memo, source, new(source, entry.First().SourceId, kind), null, [.. entry.Select(row => row.Line.Posting(currency))]))];
    }

    public Task<JournalEntry?> FindAsync(JournalEntryId id, CancellationToken ct) => FindAsync(
        context.Database.SqlQuery<EntryRow>($"""
            SELECT id, date, memo, source, source_id, source_kind, reverses FROM journal_entries
            WHERE organization_id = {tenant.OrganizationId.Value} AND id = {id.Value}
            """),
        ct);

    public Task<JournalEntry?> FindAsync(SourceDocument document, CancellationToken ct) => FindAsync(
        context.Database.SqlQuery<EntryRow>($"""
            SELECT id, date, memo, source, source_id, source_kind, reverses FROM journal_entries
            WHERE organization_id = {tenant.OrganizationId.Value} AND source = {Words.Of(document.Type)} AND source_id = {document.Id} AND source_kind = {document.Kind}
            """),
        ct);

    public async Task JoinAsync(CancellationToken ct) =>
        await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock_shared(ledger_key({tenant.OrganizationId.Value}))", ct);

    public async Task HoldAsync(CancellationToken ct) =>
        await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(ledger_key({tenant.OrganizationId.Value}))", ct);

    private async Task<JournalEntry?> FindAsync(IQueryable<EntryRow> wanted, CancellationToken ct)
    {
        if (await wanted.ToListAsync(ct) is not [var entry])
            return null;

        var currency = tenant.Tenant!.BaseCurrency;
        var postings = await context.Database.SqlQuery<PostingRow>($"""
            SELECT account_id, amount_minor, memo, currency, original_minor, project_id FROM postings
            WHERE organization_id = {tenant.OrganizationId.Value} AND entry_id = {entry.Id} ORDER BY line
            """).ToListAsync(ct);
        return JournalEntry.Kept(
            new(entry.Id), entry.Date, entry.Memo, Words.Source(entry.Source), entry.Document(), entry.Reverses is { } original ? new(original) : null,
            [.. postings.Select(row => row.Posting(currency))]);
    }

    public Task RequireOpenAsync(DateOnly day, CancellationToken ct) => CheckAsync([], day, ct);

    // For an answer that a person understands; what comes between this and the writing is refused by the triggers.
    private async Task CheckAsync(IReadOnlyCollection<JournalEntry> entries, CancellationToken ct)
    {
        await context.SaveChangesAsync(ct);
        Guid[] accounts = [.. entries.SelectMany(entry => entry.Postings).Select(posting => posting.Account.Value).Distinct()];
        var needed = await CheckAsync(accounts, entries.Min(entry => entry.Date), ct);
        if (needed.Count == 0)
            return;
        foreach (var entry in entries)
            entry.RequireCurrencies(needed);
    }

    /// <returns>Those of the accounts that stand for bank accounts in other currencies.</returns>
    private async Task<IReadOnlyList<(AccountId, Currency)>> CheckAsync(Guid[] accounts, DateOnly earliest, CancellationToken ct)
    {
        var state = await JoinAndReadAsync(accounts, earliest, ct);
        if (state.Accounts < accounts.Length)
            throw new DomainException(LedgerErrors.AccountNotPostable);
        if (state.ClosedThrough is { } day)
            throw new DomainException(LedgerErrors.PeriodIsLockedThrough(day));
        if (state.ReservedThrough is { } reserved && !principal.Current.Rights.MayHold(Permissions.Ledger.Close))
            throw new DomainException(LedgerErrors.PeriodIsReservedThrough(reserved));

        return [.. state.ForeignAccounts.Select(found => found.Split(' ')).Select(found => (new AccountId(Guid.Parse(found[0])), Currency.Of(found[1])))];
    }

    // The lock is a statement of its own: what is read behind it is as whoever had it before has left it.
    private async Task<State> JoinAndReadAsync(Guid[] accounts, DateOnly earliest, CancellationToken ct)
    {
        var organization = tenant.OrganizationId.Value;
        await using var batch = new NpgsqlBatch((NpgsqlConnection)context.Database.GetDbConnection())
        {
            BatchCommands =
            {
                new("SELECT pg_advisory_xact_lock_shared(ledger_key($1))::text") { Parameters = { new() { Value = organization } } },
                new(
                    """
                    SELECT (SELECT count(*)::int FROM accounts WHERE organization_id = $1 AND id = ANY ($2) AND NOT is_archived),
                        (SELECT locked_through FROM books WHERE organization_id = $1 AND $3 <= locked_through),
                        (SELECT reserved_through FROM books WHERE organization_id = $1 AND $3 <= reserved_through),
                        ARRAY(SELECT ledger_account_id || ' ' || currency FROM bank_accounts WHERE organization_id = $1 AND ledger_account_id = ANY ($2) AND currency <> $4)
                    """)
                {
                    Parameters = { new() { Value = organization }, new() { Value = accounts }, new() { Value = earliest }, new() { Value = tenant.Tenant!.BaseCurrency.Code } },
                },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        await reader.ReadAsync(ct);
        return new State(
            reader.GetInt32(0), await reader.GetFieldValueAsync<DateOnly?>(1, ct), await reader.GetFieldValueAsync<DateOnly?>(2, ct), await reader.GetFieldValueAsync<string[]>(3, ct));
    }

    private static IEnumerable<List<JournalEntry>> Divided(IEnumerable<JournalEntry> entries)
    {
        var (some, postings) = (new List<JournalEntry>(), 0);
        foreach (var entry in entries)
        {
            if (some.Count > 0 && postings + entry.Postings.Count > PostingsPerStatement)
            {
                yield return some;
                (some, postings) = ([], 0);
            }

            some.Add(entry);
            postings += entry.Postings.Count;
        }

        yield return some;
    }

    private async Task WriteAsync(List<JournalEntry> entries, CancellationToken ct)
    {
        (JournalEntry Entry, Posting Posting, int Line)[] lines =
            [.. entries.SelectMany(entry => entry.Postings.Select((posting, index) => (entry, posting, index + 1)))];
        await using var command = new NpgsqlCommand(
            """
            WITH entry AS (
                INSERT INTO journal_entries (
                    organization_id, id, date, memo, source, source_id, source_kind, reverses, lines, total_minor, posted_at, posted_by)
                SELECT @organization, id, date, memo, source, source_id, source_kind, reverses, lines, total_minor, app_now(), @by
                FROM unnest(@ids, @dates, @memos, @sources, @source_ids, @source_kinds, @reversed, @counts, @totals)
                    AS row (id, date, memo, source, source_id, source_kind, reverses, lines, total_minor))
            INSERT INTO postings (organization_id, entry_id, line, account_id, date, amount_minor, memo, currency, original_minor, project_id)
            SELECT @organization, entry_id, line, account_id, date, amount_minor, memo, currency, original_minor, project_id
            FROM unnest(@entries, @lines, @accounts, @days, @amounts, @line_memos, @currencies, @originals, @projects)
                AS row (entry_id, line, account_id, date, amount_minor, memo, currency, original_minor, project_id)
            """,
            (NpgsqlConnection)context.Database.GetDbConnection());
        command.Parameters.Add(new NpgsqlParameter<Guid>("organization", tenant.OrganizationId.Value));
        command.Parameters.Add(new NpgsqlParameter("by", NpgsqlDbType.Uuid) { Value = (object?)principal.Current.UserId?.Value ?? DBNull.Value });
        Each("ids", NpgsqlDbType.Uuid, entry => entry.Id.Value);
        Each("dates", NpgsqlDbType.Date, entry => entry.Date);
        Each("memos", NpgsqlDbType.Text, entry => entry.Memo);
        Each("sources", NpgsqlDbType.Text, entry => Words.Of(entry.Source));
        Each("source_ids", NpgsqlDbType.Uuid, entry => entry.Document?.Id);
        Each("source_kinds", NpgsqlDbType.Text, entry => entry.Document?.Kind);
        Each("reversed", NpgsqlDbType.Uuid, entry => entry.Reverses?.Value);
        Each("counts", NpgsqlDbType.Integer, entry => entry.Postings.Count);
        Each("totals", NpgsqlDbType.Bigint, entry => entry.Total.Minor);
        EachLine("entries", NpgsqlDbType.Uuid, line => line.Entry.Id.Value);
        EachLine("lines", NpgsqlDbType.Integer, line => line.Line);
        EachLine("accounts", NpgsqlDbType.Uuid, line => line.Posting.Account.Value);
        EachLine("days", NpgsqlDbType.Date, line => line.Entry.Date);
        EachLine("amounts", NpgsqlDbType.Bigint, line => line.Posting.Amount.Minor);
        EachLine("line_memos", NpgsqlDbType.Text, line => line.Posting.Memo);
        EachLine("currencies", NpgsqlDbType.Text, line => line.Posting.Original?.Currency.Code);
        EachLine("originals", NpgsqlDbType.Bigint, line => line.Posting.Original?.Minor);
        EachLine("projects", NpgsqlDbType.Uuid, line => line.Posting.Project?.Value);
        await command.ExecuteNonQueryAsync(ct);

        void Each<T>(string name, NpgsqlDbType type, Func<JournalEntry, T> value) => command.Parameters.Add(
            new NpgsqlParameter(name, NpgsqlDbType.Array | type) { Value = entries.Select(value).ToArray() });

        void EachLine<T>(string name, NpgsqlDbType type, Func<(JournalEntry Entry, Posting Posting, int Line), T> value) => command.Parameters.Add(
            new NpgsqlParameter(name, NpgsqlDbType.Array | type) { Value = lines.Select(value).ToArray() });
    }

    private sealed record EntryRow(Guid Id, DateOnly Date, string Memo, string Source, Guid? SourceId, string? SourceKind, Guid? Reverses)
    {
        public SourceDocument? Document() => SourceId is { } id ? new SourceDocument(Words.Source(Source), id, SourceKind!) : null;
    }

    private sealed record PostingRow(Guid AccountId, long AmountMinor, string? Memo, string? Currency, long? OriginalMinor, Guid? ProjectId)
    {
        public Posting Posting(Currency @base) => new(
            new(AccountId), new Money(AmountMinor, @base), Memo,
            OriginalMinor is { } minor ? new Money(minor, Domain.SharedKernel.Currency.Of(Currency!)) : null,
            ProjectId is { } project ? new ProjectId(project) : null);
    }

    private sealed record WholeRow(
        Guid Id, DateOnly Date, string Memo, Guid SourceId, Guid AccountId, long AmountMinor, string? LineMemo, string? Currency, long? OriginalMinor, Guid? ProjectId)
    {
        public PostingRow Line => new(AccountId, AmountMinor, LineMemo, Currency, OriginalMinor, ProjectId);
    }

    private sealed record State(int Accounts, DateOnly? ClosedThrough, DateOnly? ReservedThrough, string[] ForeignAccounts);
}
