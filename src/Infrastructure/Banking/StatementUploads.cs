using Financbase.Application.Banking;
using Financbase.Domain.Banking;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Banking;

internal sealed class StatementUploads(FinancbaseDbContext context, TimeProvider clock) : IStatementUploads
{
    public async Task<bool> AddAsync(StatementUpload upload, CancellationToken ct)
    {
        // One after the other, so that none comes in past the count.
        await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({$"uploads|{upload.OrganizationId}"}, 0))", ct);
        var oldest = clock.GetUtcNow() - StatementUpload.Lifetime;
        await context.Set<StatementUpload>().Where(other => other.StagedAt < oldest).ExecuteDeleteAsync(ct);
        if (await context.Set<StatementUpload>().CountAsync(ct) >= StatementUpload.MostWaiting)
            return false;

        context.Add(upload);
        return true;
    }

    public async Task<StatementUpload?> FindAsync(BankAccountId account, StatementUploadId id, CancellationToken ct)
    {
        var upload = await context.Set<StatementUpload>()
            .SingleOrDefaultAsync(other => other.Id == id && other.BankAccountId == account, ct);
        return upload?.IsExpired(clock.GetUtcNow()) == false ? upload : null;
    }

    public void Remove(StatementUpload upload) => context.Remove(upload);
}
