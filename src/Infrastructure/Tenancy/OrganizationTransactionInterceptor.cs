using System.Data.Common;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Financbase.Infrastructure.Tenancy;

/// <summary>
/// The second wall's key: names the organization to row-level security for the length of one transaction, so that a
/// pooled connection can never carry it over. In the same statement it forbids a query to write: one round trip for both.
/// </summary>
internal sealed class OrganizationTransactionInterceptor : DbTransactionInterceptor
{
    public override async ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
    {
        await EnterAsync(eventData, result, cancellationToken);
        return result;
    }

    public override async ValueTask<DbTransaction> TransactionUsedAsync(
        DbConnection connection, TransactionEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
    {
        await EnterAsync(eventData, result, cancellationToken);
        return result;
    }

    public override DbTransaction TransactionStarted(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result) => throw Synchronous();

    public override DbTransaction TransactionUsed(
        DbConnection connection, TransactionEventData eventData, DbTransaction result) => throw Synchronous();

    private static async Task EnterAsync(
        TransactionEventData eventData, DbTransaction transaction, CancellationToken ct)
    {
        if (eventData.Context is not FinancbaseDbContext context || StatementFor(context) is not { } statement)
            return;

        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = statement;
        if (context.CurrentOrganizationId is var organization && organization != default)
            command.Parameters.Add(new Npgsql.NpgsqlParameter<string>("organization", organization.Value.ToString()));
        await command.ExecuteNonQueryAsync(ct);
    }

    private static string? StatementFor(FinancbaseDbContext context) => (context.CurrentOrganizationId != default, context.OnlyReads) switch
    {
        (true, true) => "SELECT set_config('app.organization_id', @organization, true), set_config('transaction_read_only', 'on', true)",
        (true, false) => "SELECT set_config('app.organization_id', @organization, true)",
        (false, true) => "SELECT set_config('transaction_read_only', 'on', true)",
        (false, false) => null,
    };

    private static NotSupportedException Synchronous() => new("Transactions are begun asynchronously here.");
}
