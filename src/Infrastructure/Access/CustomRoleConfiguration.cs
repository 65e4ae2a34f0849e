using Financbase.Domain.Access;
using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Access;

internal sealed class CustomRoleConfiguration : IEntityTypeConfiguration<CustomRole>
{
    public const string KeyIndex = "ix_roles_key";

    public void Configure(EntityTypeBuilder<CustomRole> builder)
    {
        builder.ToTable("roles").IsMultiTenant().IsAudited("role", nameof(CustomRole.Name));
        builder.HasKey(row => new { row.OrganizationId, row.Id });
        builder.HasIndex(row => new { row.OrganizationId, row.Key }).IsUnique().HasDatabaseName(KeyIndex);
        builder.Property(row => row.Key).HasMaxLength(CustomRole.NameLength).IsShownInAudit();
        builder.Property(row => row.Name).HasMaxLength(CustomRole.NameLength).IsShownInAudit();
        builder.Property(row => row.Description).HasMaxLength(CustomRole.DescriptionLength).IsShownInAudit();
        builder.HasMany(row => row.Permissions).WithOne().HasForeignKey(row => new { row.OrganizationId, row.RoleId });
        builder.Navigation(row => row.Permissions).AutoInclude();
        builder.HasOne<Organization>().WithMany().HasForeignKey(row => row.OrganizationId);
    }
}
