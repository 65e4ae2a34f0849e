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

/// <summary>Balances come from the sums by month; postings are read for the days of a month that is not over only.</summary>
internal sealed class LedgerReports(FinancbaseDbContext context, IMultiTenantContextAccessor tenant, CashBasis cash) : ILedgerReports
{
    private const string Accounts = """
        SELECT a.id, a.code, a.name, a.type, a.subtype, a.description, a.is_archived,
            COALESCE((SELECT sum(m.debit_minor) - sum(m.credit_minor) FROM account_months m
                WHERE m.organization_id = a.organization_id AND m.account_id = a.id), 0)::bigint AS balance_minor
        FROM accounts a WHERE a.organization_id = {0}
        """;

    private static readonly Keyset<AccountRow, Guid> AccountOrders = new Keyset<AccountRow, Guid>(ListAccounts.Sorts, row => row.Id)
        .By("code", row => row.Code).By("name", row => row.Name);

    private static readonly Keyset<EntryRow, Guid> EntryOrders = new Keyset<EntryRow, Guid>(ListJournalEntries.Sorts, row => row.Id)
        .By("date", row => row.Date);

    private static readonly Keyset<EntryRow, Guid> WholeOrders = new Keyset<EntryRow, Guid>(ListWholeEntries.Sorts, row => row.Id)
        .By("date", row => row.Date);

    private static readonly Keyset<RateRow, Guid> RateOrders = new Keyset<RateRow, Guid>(ListExchangeRates.Sorts, row => row.Id)
        .By("date", row => row.Date).By("currency", row => row.Currency);

    private Guid Organization => tenant.OrganizationId.Value;

    private Currency Base => tenant.Tenant!.BaseCurrency;

    public async Task<Page<AccountView>> ListAccountsAsync(AccountFilter filter, PageRequest page, CancellationToken ct)
    {
        var found = context.Database.SqlQueryRaw<AccountRow>(
            $"{Accounts} AND ({{1}} = '' OR a.code ILIKE {{1}} OR a.name ILIKE {{1}}) AND ({{2}} = '' OR a.type = {{2}}) AND ({{3}} = '' OR a.is_archived::text = {{3}}) AND ({{4}} IS NULL OR a.code = ANY ({{4}}))",
            Organization, LikePattern.Containing(filter.Text) ?? "", filter.Type is { } type ? Words.Of(type) : "",
            filter.IsArchived is { } archived ? archived ? "true" : "false" : "", new NpgsqlParameter("codes", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = (object?)filter.Codes?.ToArray() ?? DBNull.Value });
        return (await AccountOrders.ReadAsync(found, page, ct)).Select(row => row.ToView(Base));
    }

    public async Task<AccountView?> FindAccountAsync(AccountId id, CancellationToken ct) =>
        (await context.Database.SqlQueryRaw<AccountRow>($"{Accounts} AND a.id = {{1}}", Organization, id.Value).ToListAsync(ct)).SingleOrDefault()?.ToView(Base);

    public async Task<Page<JournalEntrySummary>> ListEntriesAsync(JournalEntryFilter filter, PageRequest page, CancellationToken ct)
    {
        var found = context.Database.SqlQuery<EntryRow>($"""
            SELECT e.id, e.date, e.memo, e.source, e.total_minor, e.lines, e.reverses, e.source_id, ARRAY(SELECT t.tag FROM journal_entry_tags t WHERE t.organization_id = e.organization_id AND t.entry_id = e.id ORDER BY t.tag_key) AS tags,
                (SELECT r.id FROM journal_entries r WHERE r.organization_id = e.organization_id AND r.reverses = e.id) AS reversed_by
            FROM journal_entries e
            WHERE e.organization_id = {Organization} AND e.date >= {filter.From ?? DateOnly.MinValue} AND e.date <= {filter.To ?? DateOnly.MaxValue}
                AND ({LikePattern.Containing(filter.Text) ?? ""} = '' OR e.memo ILIKE {LikePattern.Containing(filter.Text) ?? ""})
                AND ({Word(filter.Source)} = '' OR e.source = {Word(filter.Source)})
                AND ({filter.Project is null} OR e.id IN (SELECT p.entry_id FROM postings p WHERE p.organization_id = {Organization} AND p.project_id = {filter.Project?.Value ?? Guid.Empty}))
                AND ({EntryTags.SoughtKey(filter.Tag)} = '' OR EXISTS (
                    SELECT FROM journal_entry_tags t WHERE t.organization_id = e.organization_id AND t.tag_key = {EntryTags.SoughtKey(filter.Tag)} AND t.entry_id = e.id))
            """);
        return (await EntryOrders.ReadAsync(found, page, ct)).Select(row => row.ToSummary(Base));
    }

    public async Task<JournalEntryView?> FindEntryAsync(JournalEntryId id, CancellationToken ct)
    {
        var found = await context.Database.SqlQuery<WholeEntryRow>($"""
            SELECT e.id, e.date, e.memo, e.source, e.total_minor, e.lines, e.reverses, e.source_id, e.posted_at, u.email AS posted_by,
                ARRAY(SELECT t.tag FROM journal_entry_tags t WHERE t.organization_id = e.organization_id AND t.entry_id = e.id ORDER BY t.tag_key) AS tags,
                (SELECT r.id FROM journal_entries r WHERE r.organization_id = e.organization_id AND r.reverses = e.id) AS reversed_by,
                CASE WHEN e.source IN ('invoice', 'credit_note') THEN e.source_id WHEN e.source = 'payment' THEN COALESCE(
                    (SELECT a.invoice_id FROM allocations a WHERE a.organization_id = e.organization_id AND a.payment_id = e.source_id ORDER BY a.is_undone, a.date, a.id LIMIT 1),
                    (SELECT a.invoice_id FROM allocations a WHERE a.organization_id = e.organization_id AND a.id = e.source_id)) END AS invoice_id,
                CASE WHEN e.source = 'bill' THEN e.source_id WHEN e.source = 'vendor_payment' THEN COALESCE(
                    (SELECT a.bill_id FROM bill_allocations a WHERE a.organization_id = e.organization_id AND a.vendor_payment_id = e.source_id ORDER BY a.is_undone, a.date, a.id LIMIT 1),
                    (SELECT a.bill_id FROM bill_allocations a WHERE a.organization_id = e.organization_id AND a.id = e.source_id)) END AS bill_id,
                CASE WHEN e.source = 'payment' THEN COALESCE(
                    (SELECT p.id FROM payments p WHERE p.organization_id = e.organization_id AND p.id = e.source_id),
                    (SELECT a.payment_id FROM allocations a WHERE a.organization_id = e.organization_id AND a.id = e.source_id)) END AS payment_id,
                CASE WHEN e.source = 'vendor_payment' THEN COALESCE(
                    (SELECT p.id FROM vendor_payments p WHERE p.organization_id = e.organization_id AND p.id = e.source_id),
                    (SELECT a.vendor_payment_id FROM bill_allocations a WHERE a.organization_id = e.organization_id AND a.id = e.source_id)) END AS vendor_payment_id
            FROM journal_entries e
            LEFT JOIN memberships m ON m.organization_id = e.organization_id AND m.user_id = e.posted_by
            LEFT JOIN users u ON u.id = m.user_id
            WHERE e.organization_id = {Organization} AND e.id = {id.Value}
            """).ToListAsync(ct);
        if (found is not [var entry])
            return null;

        var postings = await context.Database.SqlQuery<PostingRow>($"""
            SELECT a.id, a.code, a.name, a.type, p.amount_minor, p.memo, p.currency, p.original_minor, j.id AS project_id, j.code AS project_code, j.name AS project_name
            FROM postings p JOIN accounts a ON a.organization_id = p.organization_id AND a.id = p.account_id
            LEFT JOIN projects j ON j.organization_id = p.organization_id AND j.id = p.project_id
            WHERE p.organization_id = {Organization} AND p.entry_id = {id.Value} ORDER BY p.line
            """).ToListAsync(ct);
        return new JournalEntryView(
            id, entry.Date, entry.Memo, Words.Source(entry.Source), new Money(entry.TotalMinor, Base), Id(entry.Reverses), Id(entry.ReversedBy), entry.SourceId,
            entry.PostedAt, entry.PostedBy, [.. postings.Select(row => row.ToView(Base))], entry.InvoiceId, entry.BillId,
            entry.PaymentId, entry.VendorPaymentId)
        { Tags = entry.Tags };
    }

    public async Task<GeneralLedger?> ReadAccountAsync(AccountId id, DateOnly? from, DateOnly? to, PageRequest page, CancellationToken ct)
    {
        var account = await FindAccountAsync(id, ct);
        if (account is null)
            return null;

        var last = Cursor.Read<DateOnly, Guid, int>(page.Cursor);
        var opening = last is { } place
            ? await BalanceAsync(id, place.First, place.Second, place.Third, ct)
            : from is { } first ? await BalanceAsync(id, first, Guid.Empty, 0, ct) : 0;
        var (day, entry, line) = last ?? (from ?? DateOnly.MinValue, Guid.Empty, 0);
        var rows = await context.Database.SqlQuery<LineRow>($"""
            SELECT p.entry_id, p.line, p.date, COALESCE(p.memo, e.memo) AS memo, p.amount_minor,
                ({opening} + sum(p.amount_minor) OVER (ORDER BY p.date, p.entry_id, p.line))::bigint AS balance_minor
            FROM (
                SELECT * FROM postings
                WHERE organization_id = {Organization} AND account_id = {id.Value} AND date <= {to ?? DateOnly.MaxValue}
                    AND (date, entry_id, line) > ({day}, {entry}, {line})
                ORDER BY date, entry_id, line LIMIT {page.Limit + 1}) p
            JOIN journal_entries e ON e.organization_id = p.organization_id AND e.id = p.entry_id
            ORDER BY p.date, p.entry_id, p.line
            """).ToListAsync(ct);
        var lines = Page<LineRow>.From(rows, page, row => [row.Date, row.EntryId, row.Line]).Select(row => row.ToView(Base));
        return new GeneralLedger(new(account.Id, account.Code, account.Name, account.Type), new Money(opening, Base), lines);
    }

    public async Task<TrialBalance> ReadTrialBalanceAsync(DateOnly asOf, Basis basis, CancellationToken ct)
    {
        var rows = await BalancesAsync(asOf, basis, ct);
        return new TrialBalance(asOf, [.. rows.Select(row => row.ToView(Base))], new(
            new Money(rows.Sum(row => Math.Max(row.BalanceMinor, 0)), Base), new Money(rows.Sum(row => Math.Max(-row.BalanceMinor, 0)), Base)), basis);
    }

    public async Task<IReadOnlyList<AccountBalance>> ReadBalancesAsync(DateOnly asOf, Basis basis, CancellationToken ct) =>
        [.. (await BalancesAsync(asOf, basis, ct)).Select(row => new AccountBalance(new(row.Id), row.Code, row.Name, Words.Subtype(row.Subtype), row.BalanceMinor))];

    public async Task<Page<JournalEntryView>> ListWholeEntriesAsync(PageRequest page, CancellationToken ct)
    {
        var found = context.Database.SqlQuery<EntryRow>($"""
            SELECT e.id, e.date, e.memo, e.source, e.total_minor, e.lines, e.reverses, e.source_id, NULL::uuid AS reversed_by,
                ARRAY(SELECT t.tag FROM journal_entry_tags t WHERE t.organization_id = e.organization_id AND t.entry_id = e.id ORDER BY t.tag_key) AS tags
            FROM journal_entries e WHERE e.organization_id = {Organization}
            """);
        var entries = await WholeOrders.ReadAsync(found, page, ct);
        Guid[] ids = [.. entries.Items.Select(entry => entry.Id)];
        var postings = (await context.Database.SqlQuery<PostingOfRow>($"""
            SELECT p.entry_id, a.id, a.code, a.name, a.type, p.amount_minor, p.memo, p.currency, p.original_minor, j.id AS project_id, j.code AS project_code, j.name AS project_name
            FROM postings p JOIN accounts a ON a.organization_id = p.organization_id AND a.id = p.account_id
            LEFT JOIN projects j ON j.organization_id = p.organization_id AND j.id = p.project_id
            WHERE p.organization_id = {Organization} AND p.entry_id = ANY ({ids}) ORDER BY p.entry_id, p.line
            """).ToListAsync(ct)).ToLookup(row => row.EntryId);
        return entries.Select(entry => new JournalEntryView(
            new(entry.Id), entry.Date, entry.Memo, Words.Source(entry.Source), new Money(entry.TotalMinor, Base), Id(entry.Reverses), null, entry.SourceId,
            default, null, [.. postings[entry.Id].Select(row => row.Posting().ToView(Base))])
        { Tags = entry.Tags });
    }

    public async Task<DateOnly?> ReadLockAsync(CancellationToken ct) =>
        (await ReadBooksAsync(ct))?.LockedThrough;

    public async Task<PeriodLock> ReadPeriodsAsync(CancellationToken ct) => PeriodLock.Of(await ReadBooksAsync(ct));

    private async Task<Books?> ReadBooksAsync(CancellationToken ct) => (await context.Set<Books>().AsNoTracking().ToListAsync(ct)).SingleOrDefault();

    public async Task<IReadOnlyDictionary<PostingRole, AccountName>> ListPostingAccountsAsync(CancellationToken ct) =>
        (await context.Database.SqlQuery<RoleRow>($"""
            SELECT r.role, a.id, a.code, a.name, a.type FROM posting_accounts r
            JOIN accounts a ON a.organization_id = r.organization_id AND a.id = r.account_id WHERE r.organization_id = {Organization}
            """).ToListAsync(ct)).ToDictionary(row => Words.Role(row.Role), row => new AccountName(new(row.Id), row.Code, row.Name, Words.Type(row.Type)));

    public async Task<Page<ExchangeRateView>> ListRatesAsync(string? currency, string? text, PageRequest page, CancellationToken ct)
    {
        var found = context.Database.SqlQuery<RateRow>(
            $"SELECT id, currency, date, rate FROM exchange_rates WHERE organization_id = {Organization} AND {currency ?? ""} IN ('', currency) AND currency ILIKE {LikePattern.Containing(text) ?? "%"}");
        return (await RateOrders.ReadAsync(found, page, ct)).Select(row => new ExchangeRateView(new(row.Id), row.Currency, row.Date, row.Rate));
    }

    private async Task<IReadOnlyList<BalanceRow>> BalancesAsync(DateOnly asOf, Basis basis, CancellationToken ct)
    {
        var held = await BalancesAsync(asOf, ct);
        return basis == Basis.Accrual ? held :
        [
            .. held.Concat((await cash.ReadUncountedAsync(asOf, ct)).Select(row => row with { BalanceMinor = -row.BalanceMinor })).GroupBy(row => row.Id)
                .Select(rows => rows.First() with { BalanceMinor = rows.Sum(row => row.BalanceMinor) }).OrderBy(row => row.Code, StringComparer.Ordinal),
        ];
    }

    // Account by account, so that the index leads to the days of the month: by the day alone it would be read as a whole.
    private async Task<List<BalanceRow>> BalancesAsync(DateOnly asOf, CancellationToken ct)
    {
        var month = new DateOnly(asOf.Year, asOf.Month, 1);
        var isMonthEnd = ReportPeriod.IsMonthEnd(asOf);
        return await context.Database.SqlQuery<BalanceRow>($"""
            SELECT a.id, a.code, a.name, a.type, a.subtype, (COALESCE(m.amount, 0) + COALESCE(p.amount, 0))::bigint AS balance_minor
            FROM accounts a
            LEFT JOIN (
                SELECT account_id, sum(debit_minor) - sum(credit_minor) AS amount FROM account_months
                WHERE organization_id = {Organization} AND month < {(isMonthEnd ? asOf : month)}
                GROUP BY account_id) m ON m.account_id = a.id
            LEFT JOIN LATERAL (
                SELECT sum(amount_minor) AS amount FROM postings
                WHERE NOT {isMonthEnd} AND organization_id = {Organization} AND account_id = a.id AND date BETWEEN {month} AND {asOf}) p ON true
            WHERE a.organization_id = {Organization} AND (m.amount IS NOT NULL OR p.amount IS NOT NULL) ORDER BY a.code
            """).ToListAsync(ct);
    }

    // Before the first posting behind this place.
    private async Task<long> BalanceAsync(AccountId id, DateOnly day, Guid entry, int line, CancellationToken ct)
    {
        var month = new DateOnly(day.Year, day.Month, 1);
        return (await context.Database.SqlQuery<long>($"""
            SELECT (COALESCE((SELECT sum(debit_minor) - sum(credit_minor) FROM account_months
                    WHERE organization_id = {Organization} AND account_id = {id.Value} AND month < {month}), 0)
                + COALESCE((SELECT sum(amount_minor) FROM postings
                    WHERE organization_id = {Organization} AND account_id = {id.Value} AND date >= {month} AND (date, entry_id, line) <= ({day}, {entry}, {line})), 0))::bigint
                AS "Value"
            """).ToListAsync(ct))[0];
    }

    private static string Word(JournalEntrySource? source) => source is { } given ? Words.Of(given) : "";

    private static JournalEntryId? Id(Guid? id) => id is { } given ? new(given) : null;

    private static Money? Debit(long minor, Currency currency) => minor > 0 ? new Money(minor, currency) : null;

    private static Money? Credit(long minor, Currency currency) => minor < 0 ? new Money(-minor, currency) : null;

    private sealed record AccountRow(Guid Id, string Code, string Name, string Type, string Subtype, string? Description, bool IsArchived, long BalanceMinor)
    {
        public AccountView ToView(Currency currency) => new(
            new(Id), Code, Name, Words.Type(Type), Words.Subtype(Subtype), Description, IsArchived, new Money(BalanceMinor, currency));
    }

    private sealed record EntryRow(
        Guid Id, DateOnly Date, string Memo, string Source, long TotalMinor, int Lines, Guid? Reverses, Guid? SourceId, Guid? ReversedBy, string[] Tags)
    {
        public JournalEntrySummary ToSummary(Currency currency) => new(
            new(Id), Date, Memo, Words.Source(Source), new Money(TotalMinor, currency), Lines, LedgerReports.Id(Reverses), LedgerReports.Id(ReversedBy), SourceId)
        { Tags = Tags };
    }

    private sealed record WholeEntryRow(
        Guid Id, DateOnly Date, string Memo, string Source, long TotalMinor, int Lines, Guid? Reverses, Guid? SourceId, Guid? ReversedBy, DateTimeOffset PostedAt,
        string? PostedBy, string[] Tags, Guid? InvoiceId, Guid? BillId, Guid? PaymentId, Guid? VendorPaymentId);

    private sealed record PostingRow(
        Guid Id, string Code, string Name, string Type, long AmountMinor, string? Memo, string? Currency, long? OriginalMinor, Guid? ProjectId, string? ProjectCode, string? ProjectName)
    {
        public PostingView ToView(Currency currency) => new(
            new(new(Id), Code, Name, Words.Type(Type)), Debit(AmountMinor, currency), Credit(AmountMinor, currency), Memo,
            OriginalMinor is { } minor ? new Money(minor, Domain.SharedKernel.Currency.Of(Currency!)) : null,
            ProjectId is { } project ? new ProjectName(new(project), ProjectCode!, ProjectName!) : null);
    }

    private sealed record PostingOfRow(
        Guid EntryId, Guid Id, string Code, string Name, string Type, long AmountMinor, string? Memo, string? Currency, long? OriginalMinor, Guid? ProjectId, string? ProjectCode,
        string? ProjectName)
    {
        public PostingRow Posting() => new(Id, Code, Name, Type, AmountMinor, Memo, Currency, OriginalMinor, ProjectId, ProjectCode, ProjectName);
    }

    private sealed record RoleRow(string Role, Guid Id, string Code, string Name, string Type);

    private sealed record RateRow(Guid Id, string Currency, DateOnly Date, decimal Rate);

    private sealed record LineRow(Guid EntryId, int Line, DateOnly Date, string Memo, long AmountMinor, long BalanceMinor)
    {
        public GeneralLedgerLine ToView(Currency currency) => new(
            new(EntryId), Line, Date, Memo, Debit(AmountMinor, currency), Credit(AmountMinor, currency), new Money(BalanceMinor, currency));
    }
}
