using System.Text.Json;
using Financbase.Application.Paging;
using Financbase.Application.Secrets;
using Financbase.Application.Tenancy;
using Financbase.Domain.Secrets;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Secrets;

internal sealed class SecretReads(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : ISecretReads
{
    private Guid Organization => tenant.OrganizationId.Value;

    public async Task<Page<SecretView>> ListAsync(string? text, PageRequest page, CancellationToken ct)
    {
        var after = Cursor.ReadText(page.Cursor);
        var rows = await RowsAsync(null, LikePattern.Containing(text), after, page.Limit + 1, ct);
        return Page<SecretView>.From([.. rows.Select(row => row.View())], page, secret => [secret.Name]);
    }

    public async Task<SecretView?> FindAsync(string name, CancellationToken ct) =>
        (await RowsAsync(name, null, null, 1, ct)).SingleOrDefault()?.View();

    public async Task<SecretView> ViewAsync(OrganizationSecret secret, CancellationToken ct)
    {
        var stored = await FindAsync(secret.Name, ct);
        var by = secret.SetBy?.Value;
        var email = await context.Database.SqlQuery<string>($"""SELECT email AS "Value" FROM users WHERE id = {by}""").SingleOrDefaultAsync(ct);
        return new SecretView(
            secret.Name, secret.Description, secret.Revision, secret.SetAt, email, stored?.LastUsedAt, stored?.UsedBy ?? []);
    }

    public async Task<IReadOnlySet<string>> NamesAsync(CancellationToken ct) =>
        (await context.Set<OrganizationSecret>().Select(secret => secret.Name).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);

    private Task<List<Row>> RowsAsync(string? name, string? pattern, string? after, int limit, CancellationToken ct) => context.Database.SqlQuery<Row>($"""
        SELECT s.name, s.description, s.revision, s.set_at, u.email AS set_by, s.last_used_at, (
            SELECT COALESCE(json_agg(json_build_object('WorkflowId', w.id, 'Name', w.name) ORDER BY w.name, w.id), '[]')
            FROM workflows w
            WHERE w.organization_id = s.organization_id AND w.status IN ('published', 'paused') AND (EXISTS (
                SELECT 1 FROM workflow_steps t
                WHERE t.organization_id = w.organization_id AND t.workflow_id = w.id AND t.version = w.published_version
                    AND s.name = ANY (t.secrets)) OR EXISTS (
                SELECT 1 FROM workflow_triggers t
                JOIN workflow_versions v ON v.organization_id = t.organization_id AND v.workflow_id = t.workflow_id AND v.number = t.version
                WHERE t.organization_id = w.organization_id AND t.workflow_id = w.id AND t.version = w.published_version AND t.type = 'webhook'
                    AND v.definition -> 'triggers' -> t.position -> 'verify' ->> 'secret' = s.name)))::text AS used_by
        FROM organization_secrets s LEFT JOIN users u ON u.id = s.set_by
        WHERE s.organization_id = {Organization}
            AND ({pattern}::text IS NULL OR s.name ILIKE {pattern} OR s.description ILIKE {pattern})
            AND ({name}::text IS NULL OR s.name = {name}) AND ({after}::text IS NULL OR s.name > {after})
        ORDER BY s.name LIMIT {limit}
        """).ToListAsync(ct);

    private sealed record Row(
        string Name, string? Description, int Revision, DateTimeOffset SetAt, string? SetBy, DateTimeOffset? LastUsedAt, string UsedBy)
    {
        public SecretView View() =>
            new(Name, Description, Revision, SetAt, SetBy, LastUsedAt, JsonSerializer.Deserialize<List<SecretUse>>(UsedBy)!);
    }
}
