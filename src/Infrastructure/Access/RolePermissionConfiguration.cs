using Financbase.Domain.Access;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Access;

internal sealed class RolePermissionConfiguration : IEntityTypeConfiguration<RolePermission>
{
    public void Configure(EntityTypeBuilder<RolePermission> builder)
    {
        builder.ToTable("role_permissions").IsMultiTenant().IsAudited("role_permission", nameof(RolePermission.Permission));
        builder.HasKey(row => new { row.OrganizationId, row.RoleId, row.Permission });
        builder.Property(row => row.Permission).HasMaxLength(60).IsShownInAudit();
        builder.Property(row => row.Constraint).HasJson().IsShownInAudit();
    }
}
