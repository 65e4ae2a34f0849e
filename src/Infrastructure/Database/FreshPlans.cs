using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Database;

internal static class FreshPlans
{
    /// <summary>
    /// Forgets how this connection checked foreign keys and ran triggers before, for where thousands of rows go in at once: a plan from when a table was
    /// small reads the whole table for each of them.
    /// </summary>
    public static Task ForgetPlansAsync(this FinancbaseDbContext context, CancellationToken ct) => context.Database.ExecuteSqlAsync($"DISCARD PLANS", ct);
}
