using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Database;

internal static class FreshPlans
{
    /// <summary>
    /// Has triggers and foreign keys plan anew until the transaction ends, for where thousands of rows go in at once: a plan that a connection kept since a
    /// table was small reads the whole table for each of them.
    /// </summary>
    public static Task PlanAfreshAsync(this FinancbaseDbContext context, CancellationToken ct) =>
        context.Database.ExecuteSqlAsync($"SET LOCAL plan_cache_mode = force_custom_plan", ct);
}
