using System.Text.Json;
using Financbase.Application.Paging;
using Financbase.Application.Secrets;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Secrets;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Secrets;

internal sealed class SecretReads(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : ISecretReads
{
    private static readonly Keyset<Row, string> Orders =
        new Keyset<Row, string>(ListSecrets.Sorts, row => row.Name).ById("name").By("setAt", row => row.SetAt);

    private Guid Organization => tenant.OrganizationId.Value;

    public async Task<Page<SecretView>> ListAsync(Reach workflows, string? text, SecretState? state, PageRequest page, CancellationToken ct) =>
        (await Orders.ReadAsync(Rows(workflows, null, LikePattern.Containing(text), state is { } wanted ? wanted == SecretState.Used : null), page, ct)).Select(row => row.View());

    public async Task<SecretView?> FindAsync(Reach workflows, string name, CancellationToken ct) =>
        (await Rows(workflows, name, null, null).ToListAsync(ct)).SingleOrDefault()?.View();

    public async Task<SecretView> ViewAsync(Reach workflows, OrganizationSecret secret, CancellationToken ct)
    {
        var stored = await FindAsync(workflows, secret.Name, ct);
        var by = secret.SetBy?.Value;
        var email = await context.Database.SqlQuery<string>($"""SELECT email AS "Value" FROM users WHERE id = {by}""").SingleOrDefaultAsync(ct);
        return new SecretView(
            secret.Name, secret.Description, secret.Revision, secret.SetAt, email, stored?.LastUsedAt, stored?.UsedBy ?? [], stored?.UsedByOthers ?? 0);
    }

    public async Task<IReadOnlySet<string>> NamesAsync(CancellationToken ct) =>
        (await context.Set<OrganizationSecret>().Select(secret => secret.Name).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);

    private IQueryable<Row> Rows(Reach workflows, string? name, string? pattern, bool? isUsed) => context.Database.SqlQuery<Row>($"""
        SELECT s.name, s.description, s.revision, s.set_at, u.email AS set_by, s.last_used_at,
            uses.named::text AS used_by, uses.others AS used_by_others
        FROM organization_secrets s LEFT JOIN users u ON u.id = s.set_by
        CROSS JOIN LATERAL (
            SELECT COALESCE(json_agg(json_build_object('WorkflowId', used.id, 'Name', used.name) ORDER BY used.name, used.id) FILTER (WHERE used.is_seen), '[]') AS named,
                count(*) FILTER (WHERE NOT used.is_seen) AS others, count(*) > 0 AS "any"
            FROM (
                SELECT w.id, w.name, (w.id = ANY ({workflows.Ids.ToArray()})) <> {workflows.IsOpen} AS is_seen
                FROM workflows w
                WHERE w.organization_id = s.organization_id AND w.status IN ('published', 'paused') AND (EXISTS (
                    SELECT 1 FROM workflow_steps t
                    WHERE t.organization_id = w.organization_id AND t.workflow_id = w.id AND t.version = w.published_version
                        AND s.name = ANY (t.secrets)) OR EXISTS (
                    SELECT 1 FROM workflow_triggers t
                    JOIN workflow_versions v ON v.organization_id = t.organization_id AND v.workflow_id = t.workflow_id AND v.number = t.version
                    WHERE t.organization_id = w.organization_id AND t.workflow_id = w.id AND t.version = w.published_version AND t.type = 'webhook'
                        AND v.definition -> 'triggers' -> t.position -> 'verify' ->> 'secret' = s.name))) AS used) AS uses
        WHERE s.organization_id = {Organization}
            AND ({pattern}::text IS NULL OR s.name ILIKE {pattern} OR s.description ILIKE {pattern})
            AND ({name}::text IS NULL OR s.name = {name})
            AND ({isUsed}::boolean IS NULL OR uses."any" = {isUsed})
        """);

    private sealed record Row(
        string Name, string? Description, int Revision, DateTimeOffset SetAt, string? SetBy, DateTimeOffset? LastUsedAt, string UsedBy, long UsedByOthers)
    {
        public SecretView View() =>
            new(Name, Description, Revision, SetAt, SetBy, LastUsedAt, JsonSerializer.Deserialize<List<SecretUse>>(UsedBy)!, UsedByOthers);
    }
}
