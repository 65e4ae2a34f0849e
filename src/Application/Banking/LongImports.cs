using System.Text.Json;
using Financbase.Application.Access;
using Financbase.Application.Jobs;
using Financbase.Application.Persistence;
using Financbase.Application.Tenancy;
using Financbase.Domain.Banking;
using Financbase.Domain.Jobs;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>When an import is left to a worker; the section <c>Banking</c> of the configuration.</summary>
public sealed class LongImportOptions
{
    public const string Section = "Banking";

    public int LongImportBytes { get; init; } = 8 * 1024 * 1024;

    public int LongImportLines { get; init; } = 50_000;

    /// <summary>Counts the file's lines of text, which costs next to nothing and is close enough.</summary>
    public bool IsLong(StatementFile file) =>
        file.Content.Length > LongImportBytes || file.Content.Span.Count((byte)'\n') > LongImportLines;
}

/// <summary>
/// Leaves a long import to a worker. The file waits sealed as an upload, whose id is the job's and becomes the import's:
/// one id from the first byte to the last line.
/// </summary>
internal sealed class LongImports(
    IRepository<BankAccount> accounts, StatementIntake intake, IStatementUploads uploads, IJobs jobs,
    ICurrentPrincipal principal, IMultiTenantContextAccessor tenant, LongImportOptions options, TimeProvider clock)
{
    public bool IsLong(StatementFile file) => options.IsLong(file);

    /// <summary>Keeps the file, which is looked at first: what can never be imported is refused at once.</summary>
    public async Task<Job?> BeginAsync(BankAccountId accountId, StatementFile file, LongImport order, CancellationToken ct)
    {
        if (await accounts.FindAsync(accountId, ct) is not { } account)
            return null;

        var result = await ExamineAsync(account, file, order, ct);
        var upload = StatementUpload.Stage(account, result.Own.Hide(file.Name), file.Content.ToArray(), clock.GetUtcNow());
        await uploads.AddAsync(upload, ct);
        return await QueueAsync(upload, result, order, ct);
    }

    /// <summary>The same for a file that waits already; pressing the button twice answers the same job.</summary>
    public async Task<Job?> BeginAsync(StatementUpload upload, LongImport order, CancellationToken ct)
    {
        if (await accounts.FindAsync(upload.BankAccountId, ct) is not { } account)
            return null;

        return await QueueAsync(upload, await ExamineAsync(account, new StatementFile(upload.FileName, upload.Content), order, ct), order, ct);
    }

    private async Task<IntakeResult> ExamineAsync(BankAccount account, StatementFile file, LongImport order, CancellationToken ct)
    {
        var result = await intake.ExamineAsync(account, file, order.Profile, ct);
        result.RequireMapping(order.Profile is not null);
        return result;
    }

    private Task<Job> QueueAsync(StatementUpload upload, IntakeResult result, LongImport order, CancellationToken ct)
    {
        var who = principal.Current;
        var requester = new Requester(who.Id, who.UserId ?? throw new DomainException(Error.Forbidden("user")));
        return jobs.AddOnceAsync(
            new JobId(upload.Id.Value),
            () => Job.Queue(
                tenant.OrganizationId, new JobId(upload.Id.Value),
                new JobOrder(
                    JobKind.StatementImport, upload.FileName, upload.BankAccountId.Value,
                    JsonSerializer.Serialize(order, WireJson.Options), result.Taken.NewLines),
                requester, clock.GetUtcNow()),
            ct);
    }
}

/// <summary>What a long import is told beside its file.</summary>
internal sealed record LongImport(CsvProfile? Profile, Automations Automations);
