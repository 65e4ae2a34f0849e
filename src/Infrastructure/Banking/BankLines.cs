using Financbase.Application.Audit;
using Financbase.Application.Banking;
using Financbase.Application.Events;
using Financbase.Application.Tenancy;
using Financbase.Domain.Banking;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Financbase.Infrastructure.Banking;

internal sealed class BankLines(FinancbaseDbContext context, IEventLog events, IMultiTenantContextAccessor tenant, IAuditNotes notes) : IBankLines
{
    private const int LinesPerStatement = 5_000;

    private DbSet<BankTransaction> Rows => context.Set<BankTransaction>();

    // NO KEY: the lines that refer to the account may be written meanwhile.
    public async Task LockAsync(BankAccountId account, CancellationToken ct) => await context.Database.ExecuteSqlAsync(
        $"SELECT FROM bank_accounts WHERE organization_id = {tenant.OrganizationId.Value} AND id = {account.Value} FOR NO KEY UPDATE", ct);

    public async Task<IReadOnlyList<KnownLine>> ListKnownAsync(
        BankAccountId account, IReadOnlyCollection<DateOnly> days, CancellationToken ct) => await Rows
        .Where(line => line.BankAccountId == account && days.Contains(line.Date))
        .Select(line => new KnownLine(line.Fingerprint, line.Occurrence, line.Date, line.Amount.Minor, LineKey.IdOf(line.BankId)))
        .ToListAsync(ct);

    public async Task<DateOnly?> FindLastDayAsync(BankAccountId account, CancellationToken ct) =>
        await Rows.Where(line => line.BankAccountId == account).MaxAsync(line => (DateOnly?)line.Date, ct);

    public async Task<IReadOnlyList<BankTransaction>> InsertAsync(IReadOnlyList<BankTransaction> lines, CancellationToken ct)
    {
        // The import must stand before its lines can refer to it.
        await context.SaveChangesAsync(ct);
        var written = new List<BankTransaction>(lines.Count);
        foreach (var chunk in lines.Chunk(LinesPerStatement))
        {
            var ids = await WriteAsync(chunk, ct);
            BankTransaction[] fresh = [.. chunk.Where(line => ids.Contains(line.Id.Value))];
            await events.AppendAsync([.. fresh.SelectMany(line => line.TakeEvents())], ct);
            written.AddRange(fresh);
        }

        notes.Count("linesAdded", written.Count);

        return written;
    }

    public async Task<BookedLines> CountAsync(StatementImportId import, CancellationToken ct)
    {
        var all = await Rows.CountAsync(line => line.ImportId == import, ct);
        var booked = await Rows.CountAsync(
            line => line.ImportId == import
                && (line.Status == BankTransactionStatus.Posted || line.Status == BankTransactionStatus.Reconciled),
            ct);
        return new BookedLines(all, booked);
    }

    public async Task RemoveAsync(StatementImportId import, CancellationToken ct) =>
        notes.Count("linesRemoved", await Rows.Where(line => line.ImportId == import).ExecuteDeleteAsync(ct));

    public async Task UpdateAsync(IReadOnlyList<BankTransaction> lines, CancellationToken ct)
    {
        foreach (var chunk in lines.Chunk(LinesPerStatement))
        {
            Guid[] ids = [.. chunk.Select(line => line.Id.Value)];
            string[] states = [.. chunk.Select(line => line.Status.ToString().ToLowerInvariant())];
            Guid?[] entries = [.. chunk.Select(line => line.EntryId?.Value)];
            int[] postings = [.. chunk.Select(line => line.Postings)];
            await context.Database.ExecuteSqlAsync($"""
                UPDATE bank_transactions t SET status = row.status, entry_id = row.entry_id, postings = row.postings
                FROM unnest({ids}, {states}, {entries}, {postings}) AS row (id, status, entry_id, postings)
                WHERE t.organization_id = {tenant.OrganizationId.Value} AND t.id = row.id
                """, ct);
            await events.AppendAsync([.. chunk.SelectMany(line => line.TakeEvents())], ct);
        }
    }

    public Task<bool> AnyInBooksAsync(BankAccountId account, CancellationToken ct) => Rows.AnyAsync(
        line => line.BankAccountId == account && (line.Status == BankTransactionStatus.Posted || line.Status == BankTransactionStatus.Reconciled), ct);

    public async Task<bool> HoldsOtherMoneyAsync(AccountId account, Currency currency, CancellationToken ct) => (await context.Database.SqlQuery<bool>($"""
        SELECT COALESCE(sum(p.amount_minor), 0) <> 0 AS "Value" FROM postings p
        JOIN journal_entries e ON e.organization_id = p.organization_id AND e.id = p.entry_id
        LEFT JOIN journal_entries o ON o.organization_id = e.organization_id AND o.id = e.reverses
        WHERE p.organization_id = {tenant.OrganizationId.Value} AND p.account_id = {account.Value} AND p.currency IS DISTINCT FROM {currency.Code}
            AND COALESCE(o.source, e.source) <> 'revaluation'
        """).ToListAsync(ct))[0];

    // One statement for thousands of lines; EF would send one for each. COPY is refused under row-level security.
    private async Task<HashSet<Guid>> WriteAsync(BankTransaction[] lines, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO bank_transactions (organization_id, id, bank_account_id, import_id, date, amount_minor, amount_currency,
                description, counterparty, reference, bank_id, fingerprint, occurrence, status)
            SELECT @organization, id, bank_account_id, import_id, date, amount_minor, amount_currency,
                description, counterparty, reference, bank_id, fingerprint, occurrence, 'unreviewed'
            FROM unnest(@ids, @accounts, @imports, @dates, @minors, @currencies, @descriptions, @counterparties, @references,
                @bank_ids, @fingerprints, @occurrences)
                AS row (id, bank_account_id, import_id, date, amount_minor, amount_currency, description, counterparty, reference,
                    bank_id, fingerprint, occurrence)
            ON CONFLICT DO NOTHING
            RETURNING id
            """,
            (NpgsqlConnection)context.Database.GetDbConnection());
        command.Parameters.Add(new NpgsqlParameter<Guid>("organization", tenant.OrganizationId.Value));
        Add("ids", NpgsqlDbType.Uuid, line => line.Id.Value);
        Add("accounts", NpgsqlDbType.Uuid, line => line.BankAccountId.Value);
        Add("imports", NpgsqlDbType.Uuid, line => line.ImportId.Value);
        Add("dates", NpgsqlDbType.Date, line => line.Date);
        Add("minors", NpgsqlDbType.Bigint, line => line.Amount.Minor);
        Add("currencies", NpgsqlDbType.Text, line => line.Amount.Currency.Code);
        Add("descriptions", NpgsqlDbType.Text, line => line.Description);
        Add("counterparties", NpgsqlDbType.Text, line => line.Counterparty);
        Add("references", NpgsqlDbType.Text, line => line.Reference);
        Add("bank_ids", NpgsqlDbType.Text, line => line.BankId);
        Add("fingerprints", NpgsqlDbType.Uuid, line => line.Fingerprint.Value);
        Add("occurrences", NpgsqlDbType.Integer, line => line.Occurrence);

        var written = new HashSet<Guid>(lines.Length);
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            written.Add(rows.GetGuid(0));
        }

        return written;

        void Add<T>(string name, NpgsqlDbType type, Func<BankTransaction, T> value) => command.Parameters.Add(
            new NpgsqlParameter(name, NpgsqlDbType.Array | type) { Value = lines.Select(value).ToArray() });
    }
}
