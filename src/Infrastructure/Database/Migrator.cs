using Financbase.Infrastructure.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Database;

/// <summary>
/// Brings the database to this version's shape, and its partitions up to date, as the owner role. Repeating it changes
/// nothing.
/// </summary>
public static class Migrator
{
    /// <summary>Answers how many migrations were applied.</summary>
    public static async Task<int> MigrateAsync(string ownerConnectionString, CancellationToken ct)
    {
        await using var context = DesignTime.Create(ownerConnectionString);
        var pending = (await context.Database.GetPendingMigrationsAsync(ct)).Count();
        await context.Database.MigrateAsync(ct);
        await JobSchema.EnsureAsync(ownerConnectionString, ct);
        await context.Database.ExecuteSqlAsync($"SELECT prepare_workflow_partitions()", ct);
        return pending;
    }
}
