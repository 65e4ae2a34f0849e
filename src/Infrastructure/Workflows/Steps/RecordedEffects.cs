using System.Text.Json;
using Financbase.Domain.Organizations;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Workflows.Steps;

/// <summary>
/// What database steps have done, by idempotency key: a row in the transaction of the effect. Whoever performs a step a
/// second time waits here for a first one under way, and then finds what it left.
/// </summary>
internal static class RecordedEffects
{
    // A worker that froze in the middle holds the key for so long at most; then its transaction is rolled back.
    private const string LongestPause = "15s";

    /// <summary>Takes the key for this transaction, or answers the output of the effect that was committed under it.</summary>
    public static async Task<JsonElement?> TakeAsync(FinancbaseDbContext context, OrganizationId organization, string key, CancellationToken ct)
    {
        var taken = await context.Database.ExecuteSqlAsync($"""
            SELECT set_config('idle_in_transaction_session_timeout', {LongestPause}, true);
            INSERT INTO workflow_effects (organization_id, key) VALUES ({organization.Value}, {key}) ON CONFLICT DO NOTHING
            """, ct);
        if (taken == 1)
            return null;
        var output = await context.Database.SqlQuery<string>($"""
            SELECT output::text AS "Value" FROM workflow_effects WHERE organization_id = {organization.Value} AND key = {key}
            """).SingleAsync(ct);
        return Json.Read(output);
    }

    public static async Task KeepAsync(FinancbaseDbContext context, OrganizationId organization, string key, JsonElement output, CancellationToken ct) =>
        await context.Database.ExecuteSqlAsync(
            $"UPDATE workflow_effects SET output = {output.GetRawText()}::json WHERE organization_id = {organization.Value} AND key = {key}", ct);
}
