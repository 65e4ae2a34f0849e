using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Jobs;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.Jobs;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>Gives a long import up, queued or under way: it leaves no line and no file behind.</summary>
[RequirePermission(Permissions.Banking.Import)]
[Audited("statement_import.cancel", "Cancelled the import of a bank statement")]
public sealed record CancelStatementImport(StatementImportId Id) : ICommand<ImportProgress>, IConcerns
{
    // Which account it is for is known when it is found.
    Resource? IConcerns.Concerned => null;
}

internal sealed class CancelStatementImportHandler(IJobs jobs, IStatementUploads uploads, ICurrentPrincipal principal, TimeProvider clock)
    : IHandler<CancelStatementImport, ImportProgress>
{
    public async Task<Result<ImportProgress>> Handle(CancelStatementImport command, CancellationToken cancellationToken)
    {
        if (await jobs.FindLockedAsync(new JobId(command.Id.Value), cancellationToken) is not { Kind: JobKind.StatementImport } job
            || !principal.Current.Rights.Reach(Permissions.Banking.Import).Contains(job.Subject))
        {
            return Error.NotFound("import");
        }

        job.Cancel(clock.GetUtcNow());
        if (await uploads.FindAsync(new BankAccountId(job.Subject), new StatementUploadId(job.Id.Value), cancellationToken) is { } upload)
        {
            uploads.Remove(upload);
        }

        return ImportProgress.Of(job);
    }
}
