using Financbase.Application.Access;
using Financbase.Application.Jobs;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.Jobs;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>How an import stands, whether a worker does it or it was done at once.</summary>
[RequirePermission(Permissions.Banking.Read)]
public sealed record GetImportProgress(StatementImportId Id) : IQuery<ImportProgress>, IConcerns
{
    // Which account it is for is known when it is found.
    Resource? IConcerns.Concerned => null;
}

/// <param name="ImportId">Its id, from the first on.</param>
/// <param name="BankAccountId">The account.</param>
/// <param name="FileName">For people.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="LinesDone">New lines that are written; they count only once it has succeeded.</param>
/// <param name="LinesTotal">New lines of the file, when it was looked at.</param>
/// <param name="Error">Why it failed, for a person.</param>
/// <param name="QueuedAt">When it was asked for.</param>
/// <param name="StartedAt">When a worker took it up first.</param>
/// <param name="FinishedAt">When it ended.</param>
/// <param name="Result">What it brought, once it has succeeded.</param>
public sealed record ImportProgress(
    StatementImportId ImportId,
    BankAccountId BankAccountId,
    string FileName,
    JobState Status,
    int LinesDone,
    int LinesTotal,
    string? Error,
    DateTimeOffset QueuedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    StatementImportView? Result)
{
    internal static ImportProgress Of(Job job, StatementImport? import = null) => new(
        new(job.Id.Value), new(job.Subject), job.Title, job.State, job.Done, job.Total, job.Error, job.QueuedAt, job.StartedAt,
        job.FinishedAt, import is null ? null : StatementImportView.Of(import));

    internal static ImportProgress Of(StatementImport import) => new(
        import.Id, import.BankAccountId, import.FileName, JobState.Succeeded, import.Imported, import.Imported, null, import.ImportedAt,
        import.ImportedAt, import.ImportedAt, StatementImportView.Of(import));
}

internal sealed class GetImportProgressHandler(IJobs jobs, IRepository<StatementImport> imports, ICurrentPrincipal principal)
    : IHandler<GetImportProgress, ImportProgress>
{
    public async Task<Result<ImportProgress>> Handle(GetImportProgress query, CancellationToken cancellationToken)
    {
        var job = await jobs.FindAsync(new JobId(query.Id.Value), cancellationToken) is { Kind: JobKind.StatementImport } found ? found : null;
        var import = job is null or { State: JobState.Succeeded } ? await imports.FindAsync(query.Id, cancellationToken) : null;
        var progress = job is not null ? ImportProgress.Of(job, import) : import is not null ? ImportProgress.Of(import) : null;
        return progress is not null && principal.Current.Rights.Reach(Permissions.Banking.Read).Contains(progress.BankAccountId.Value)
            ? progress
            : Error.NotFound("import");
    }
}
