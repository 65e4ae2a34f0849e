using Financbase.Domain.Access;
using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Access;

/// <summary>With a member, a role of the organization's own or a key go the exceptions for them.</summary>
internal sealed class ResourceGrantConfiguration : IEntityTypeConfiguration<ResourceGrant>
{
    public const string OneEach = "ux_resource_grants_one_each";

    public void Configure(EntityTypeBuilder<ResourceGrant> builder)
    {
        builder.ToTable("resource_grants").IsMultiTenant().IsAudited("resource_grant", nameof(ResourceGrant.Permission));
        builder.HasKey(row => new { row.OrganizationId, row.Id });
        builder.Property(row => row.Role).HasMaxLength(60).IsShownInAudit();
        builder.Property(row => row.Permission).HasMaxLength(60).IsShownInAudit();
        builder.Property(row => row.ResourceType).HasMaxLength(60).IsShownInAudit();
        builder.Property(row => row.Effect).HasMaxLength(10);
        builder.HasOne<Organization>().WithMany().HasForeignKey(row => row.OrganizationId);
        builder.HasOne<Membership>().WithMany().HasForeignKey(row => new { row.OrganizationId, row.UserId }).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<CustomRole>().WithMany().HasForeignKey(row => new { row.OrganizationId, row.RoleId }).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<ApiKey>().WithMany().HasForeignKey(row => new { row.OrganizationId, row.ApiKeyId }).OnDelete(DeleteBehavior.Cascade);
    }
}
