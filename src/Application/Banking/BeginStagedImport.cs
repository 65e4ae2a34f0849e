using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Jobs;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.Jobs;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>
/// Imports a staged file and forgets it, or leaves it to a worker when it is long; pressing the button twice imports once.
/// </summary>
[RequirePermission(Permissions.Banking.Import)]
[Audited("statement_import.create_from_upload", "Imported an uploaded bank statement, or left it to a worker")]
public sealed record BeginStagedImport(
    BankAccountId BankAccountId, StatementUploadId UploadId, CsvProfile? Profile = null, Automations Automations = Automations.All)
    : ICommand<BegunImport>, IOnBankAccount, IReadsStatement;

internal sealed class BeginStagedImportHandler(IStatementUploads uploads, StatementBooking booking, LongImports longImports, IJobs jobs)
    : IHandler<BeginStagedImport, BegunImport>
{
    public async Task<Result<BegunImport>> Handle(BeginStagedImport command, CancellationToken cancellationToken)
    {
        var (account, id, profile, automations) = command;
        if (await jobs.FindAsync(new JobId(id.Value), cancellationToken) is { } begun && begun.Subject == account.Value)
        {
            return new BegunImport(null, ImportProgress.Of(begun));
        }

        if (await uploads.FindAsync(account, id, cancellationToken) is not { } upload)
        {
            return BankingErrors.UploadGone;
        }

        var file = new StatementFile(upload.FileName, upload.Content);
        if (longImports.IsLong(file))
        {
            return await longImports.BeginAsync(upload, new LongImport(profile, automations), cancellationToken) is { } job
                ? new BegunImport(null, ImportProgress.Of(job))
                : Error.NotFound("bank account");
        }

        uploads.Remove(upload);
        return await booking.BookAsync(account, file, profile, automations, cancellationToken) is { } import
            ? new BegunImport(StatementImportView.Of(import), null)
            : Error.NotFound("bank account");
    }
}
