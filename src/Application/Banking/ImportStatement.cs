using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>
/// Imports a statement file: all of it or nothing. Lines that the account has already are left out, so that repeating an
/// import is harmless. A mapping that is given and fits is remembered for the account.
/// </summary>
[RequirePermission(Permissions.Banking.Import)]
[Audited("statement_import.create", "Imported a bank statement")]
public sealed record ImportStatement(
    BankAccountId BankAccountId, StatementFile File, CsvProfile? Profile = null, Automations Automations = Automations.All)
    : ICommand<StatementImportView>, IOnBankAccount, IReadsStatement;

internal sealed class ImportStatementHandler(StatementBooking booking) : IHandler<ImportStatement, StatementImportView>
{
    public async Task<Result<StatementImportView>> Handle(ImportStatement command, CancellationToken cancellationToken) =>
        await booking.BookAsync(command.BankAccountId, command.File, command.Profile, command.Automations, cancellationToken) is { } import
            ? StatementImportView.Of(import)
            : Error.NotFound("bank account");
}
