using Financbase.Application.Audit;
using Financbase.Application.Organizations;
using Financbase.Application.Tenancy;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Organizations;

internal sealed class Founding(FinancbaseDbContext context, IMultiTenantContextAccessor tenant, IMultiTenantContextSetter setter, IAuditNotes notes) : IFounding
{
    public async Task EnterAsync(TenantInfo organization, CancellationToken ct)
    {
        setter.Set(organization);
        await context.Database.ExecuteSqlAsync($"SELECT set_config('app.organization_id', {organization.Id.Value.ToString()}, true)", ct);
    }

    public Task<bool> IsTakenAsync(string slug, CancellationToken ct) =>
        context.Database.SqlQuery<bool>($"SELECT lookup_slug_taken({slug}) AS \"Value\"").SingleAsync(ct);

    public Task RetireAsync(string slug, CancellationToken ct)
    {
        notes.Tell("retiredSlug", slug);
        return context.Database.ExecuteSqlAsync(
            $"INSERT INTO organization_slugs (organization_id, slug) VALUES ({tenant.OrganizationId.Value}, {slug})", ct);
    }
}
