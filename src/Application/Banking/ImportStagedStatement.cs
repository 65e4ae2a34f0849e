using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>Imports a staged file and forgets it, so that pressing the button twice imports once.</summary>
[RequirePermission(Permissions.Banking.Import)]
[Audited("statement_import.create_from_upload", "Imported an uploaded bank statement")]
public sealed record ImportStagedStatement(
    BankAccountId BankAccountId, StatementUploadId UploadId, CsvProfile? Profile = null, Automations Automations = Automations.All)
    : ICommand<StatementImportView>, IOnBankAccount;

internal sealed class ImportStagedStatementHandler(IStatementUploads uploads, StatementBooking booking)
    : IHandler<ImportStagedStatement, StatementImportView>
{
    public async Task<Result<StatementImportView>> Handle(ImportStagedStatement command, CancellationToken cancellationToken)
    {
        if (await uploads.FindAsync(command.BankAccountId, command.UploadId, cancellationToken) is not { } upload)
        {
            return BankingErrors.UploadGone;
        }

        uploads.Remove(upload);
        var file = new StatementFile(upload.FileName, upload.Content);
        return await booking.BookAsync(command.BankAccountId, file, command.Profile, command.Automations, cancellationToken) is { } import
            ? StatementImportView.Of(import)
            : Error.NotFound("bank account");
    }
}
