using System.Text.Json;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Npgsql;
using NpgsqlTypes;

namespace Financbase.Infrastructure.Ledger.Large;

/// <summary>
/// Books of any size, the same each time for the same day, written as the application's role through every constraint and trigger;
/// the database makes up the rows by itself (COPY is refused under row-level security). They are of the past: no event is booked.
/// </summary>
public sealed class LargeBooks(DatabaseOptions database)
{
    /// <summary>The years that the books are of.</summary>
    private const int Days = 5 * 365;

    private const int BlocksPerTransaction = 2_500;

    private const int MostCustomers = 2_000;

    /// <param name="frame">Where they are posted.</param>
    /// <param name="lines">How many postings; a multiple of <see cref="LargeBlock.Lines"/>.</param>
    /// <param name="last">The last day that anything is posted on.</param>
    /// <param name="progress">Is told how many postings there are so far.</param>
    /// <param name="ct">Leaves what was committed.</param>
    public async Task WriteAsync(LargeFrame frame, long lines, DateOnly last, Action<long> progress, CancellationToken ct)
    {
        var blocks = lines / LargeBlock.Lines;
        var customers = (int)Math.Clamp(blocks / 25, 1, MostCustomers);
        await using var source = NpgsqlDataSource.Create(database.App + ";Max Auto Prepare=0;Command Timeout=600;Pooling=false");
        await using var connection = await source.OpenConnectionAsync(ct);
        for (var from = 0L; from < blocks; from += BlocksPerTransaction)
        {
            var to = Math.Min(from + BlocksPerTransaction, blocks) - 1;
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await using var command = new NpgsqlCommand(from == 0 ? LargeBlock.Beginning + LargeBlock.Sql : LargeBlock.Sql, connection, transaction);
            command.Parameters.AddRange((NpgsqlParameter[])
            [
                Value("organization", NpgsqlDbType.Uuid, frame.Organization.Value), Value("salt", NpgsqlDbType.Text, frame.Organization.Value.ToString("N")[^3..]),
                Value("from", NpgsqlDbType.Bigint, from), Value("to", NpgsqlDbType.Bigint, to), Value("blocks", NpgsqlDbType.Bigint, blocks),
                Value("first", NpgsqlDbType.Date, last.AddDays(1 - Days)), Value("last", NpgsqlDbType.Date, last), Value("days", NpgsqlDbType.Bigint, (long)Days),
                Value("customers", NpgsqlDbType.Integer, customers), Value("year_begins", NpgsqlDbType.Integer, frame.FiscalYearStartMonth),
                Value("currency", NpgsqlDbType.Text, frame.Currency.Code), Value("exponent", NpgsqlDbType.Integer, frame.Currency.Exponent),
                Value("tax_rate", NpgsqlDbType.Uuid, frame.Tax.Id.Value), Value("tax", NpgsqlDbType.Jsonb, JsonSerializer.Serialize(frame.Tax, WireJson.Options)),
                Value("bank_account", NpgsqlDbType.Uuid, frame.BankAccount),
                Value("bank", NpgsqlDbType.Uuid, frame.Bank.Value), Value("receivable", NpgsqlDbType.Uuid, frame.Receivable.Value), Value("payable", NpgsqlDbType.Uuid, frame.Payable.Value),
                Value("tax_payable", NpgsqlDbType.Uuid, frame.TaxPayable.Value), Value("tax_receivable", NpgsqlDbType.Uuid, frame.TaxReceivable.Value),
                Value("incomes", NpgsqlDbType.Array | NpgsqlDbType.Uuid, Ids(frame.Incomes)), Value("expenses", NpgsqlDbType.Array | NpgsqlDbType.Uuid, Ids(frame.Expenses)),
                Value("others", NpgsqlDbType.Array | NpgsqlDbType.Uuid, Ids(frame.Others)),
            ]);
            await command.ExecuteNonQueryAsync(ct);
            await transaction.CommitAsync(ct);
            progress((to + 1) * LargeBlock.Lines);
        }

        await SettleAsync(ct);
    }

    // What the server would do by itself within minutes: statistics for the planner, and room of what was changed.
    private async Task SettleAsync(CancellationToken ct)
    {
        await using var owner = NpgsqlDataSource.Create(database.Owner + ";Command Timeout=0;Pooling=false");
        await using var command = owner.CreateCommand(
            "VACUUM (ANALYZE) accounts, account_months, journal_entries, postings, customers, invoices, invoice_lines, payments, allocations, vendors, bills, bill_lines, vendor_payments, bill_allocations, bank_transactions");
        await command.ExecuteNonQueryAsync(ct);
    }

    private static Guid[] Ids(IEnumerable<AccountId> accounts) => [.. accounts.Select(account => account.Value)];

    private static NpgsqlParameter Value(string name, NpgsqlDbType type, object value) => new(name, type) { Value = value };
}

/// <summary>What large books are posted on: all of one organization, and all of them there.</summary>
/// <param name="Organization">Whose; without entries, invoices, bills or lines of <paramref name="BankAccount"/>.</param>
/// <param name="Currency">Its base currency.</param>
/// <param name="FiscalYearStartMonth">From 1.</param>
/// <param name="BankAccount">In the same currency, standing for <paramref name="Bank"/>.</param>
/// <param name="Tax">One tax of <see cref="Percent"/> per cent, added to prices.</param>
/// <param name="Bank">Where money is.</param>
/// <param name="Receivable">What customers owe.</param>
/// <param name="Payable">What is owed to vendors.</param>
/// <param name="TaxPayable">Tax on sales.</param>
/// <param name="TaxReceivable">Tax on purchases.</param>
/// <param name="Incomes">Where sales go.</param>
/// <param name="Expenses">Where money goes.</param>
/// <param name="Others">What entries by hand are paid from.</param>
public sealed record LargeFrame(
    OrganizationId Organization, Currency Currency, int FiscalYearStartMonth, Guid BankAccount, TaxTerms Tax, AccountId Bank, AccountId Receivable, AccountId Payable,
    AccountId TaxPayable, AccountId TaxReceivable, IReadOnlyList<AccountId> Incomes, IReadOnlyList<AccountId> Expenses, IReadOnlyList<AccountId> Others)
{
    public const int Percent = 20;
}
