using System.Text.Json;
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
/// A worker's part of a long import: all of it in one transaction, in which the job ends as well. So whoever breaks off,
/// is killed or is cancelled has booked nothing, and a second run books once.
/// </summary>
[RequirePermission(Permissions.Banking.Import)]
[Audited("statement_import.run", "Imported a long bank statement")]
public sealed record RunStatementImport(BankAccountId BankAccountId, JobId JobId) : ICommand<StatementImportView>, IOnBankAccount, IReadsStatement
{
    bool IReadsStatement.IsPatient => true;
}

internal sealed class RunStatementImportHandler(
    IJobs jobs, IStatementUploads uploads, StatementBooking booking, IJobProgress progress, TimeProvider clock)
    : IHandler<RunStatementImport, StatementImportView>
{
    public async Task<Result<StatementImportView>> Handle(RunStatementImport command, CancellationToken cancellationToken)
    {
        var (account, id) = command;
        if (await jobs.FindAsync(id, cancellationToken) is not { Kind: JobKind.StatementImport } job || job.Subject != account.Value)
        {
            return Error.NotFound("import");
        }

        if (await uploads.FindAsync(account, new StatementUploadId(id.Value), cancellationToken) is not { } upload)
        {
            return BankingErrors.UploadGone;
        }

        var order = JsonSerializer.Deserialize<LongImport>(job.Arguments, WireJson.Options)!;
        var import = await booking.BookAsync(
            account, new StatementFile(upload.FileName, upload.Content), order.Profile, order.Automations, cancellationToken,
            new BookingRun(new StatementImportId(id.Value), done => progress.Report(id, done)));
        if (import is null)
        {
            return Error.NotFound("bank account");
        }

        // Whoever cancels takes the job before its file; in that order, neither waits for the other.
        await jobs.FindLockedAsync(id, cancellationToken);
        uploads.Remove(upload);
        job.Succeed(clock.GetUtcNow());
        return StatementImportView.Of(import);
    }
}
