using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>Imports a short file at once and leaves a long one to a worker.</summary>
[RequirePermission(Permissions.Banking.Import)]
[Audited("statement_import.begin", "Imported a bank statement, or left it to a worker")]
public sealed record BeginStatementImport(
    BankAccountId BankAccountId, StatementFile File, CsvProfile? Profile = null, Automations Automations = Automations.All)
    : ICommand<BegunImport>, IOnBankAccount, IReadsStatement;

/// <summary>Either what the import brought, or how the job stands that does it.</summary>
public sealed record BegunImport(StatementImportView? Done, ImportProgress? Job);

internal sealed class BeginStatementImportHandler(StatementBooking booking, LongImports longImports)
    : IHandler<BeginStatementImport, BegunImport>
{
    public async Task<Result<BegunImport>> Handle(BeginStatementImport command, CancellationToken cancellationToken)
    {
        var (account, file, profile, automations) = command;
        if (longImports.IsLong(file))
        {
            return await longImports.BeginAsync(account, file, new LongImport(profile, automations), cancellationToken) is { } job
                ? new BegunImport(null, ImportProgress.Of(job))
                : Error.NotFound("bank account");
        }

        return await booking.BookAsync(account, file, profile, automations, cancellationToken) is { } import
            ? new BegunImport(StatementImportView.Of(import), null)
            : Error.NotFound("bank account");
    }
}
