using Financbase.Domain.Access;
using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Access;

internal sealed class MembershipConfiguration : IEntityTypeConfiguration<Membership>
{
    public const string RoleKey = "fk_memberships_roles";

    public void Configure(EntityTypeBuilder<Membership> builder)
    {
        builder.ToTable("memberships").IsMultiTenant().IsAudited("member");
        builder.HasKey(row => new { row.OrganizationId, row.UserId });
        builder.HasIndex(row => row.UserId);
        builder.HasIndex(row => new { row.OrganizationId, row.RoleId });
        builder.Property(row => row.Role).HasMaxLength(60).IsShownInAudit();
        builder.HasOne<Organization>().WithMany().HasForeignKey(row => row.OrganizationId);
        builder.HasOne<CustomRole>().WithMany().HasForeignKey(row => new { row.OrganizationId, row.RoleId })
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName(RoleKey);
    }
}
