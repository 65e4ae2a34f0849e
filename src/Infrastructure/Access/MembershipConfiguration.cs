using Financbase.Domain.Access;
using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Access;

internal sealed class MembershipConfiguration : IEntityTypeConfiguration<Membership>
{
    public void Configure(EntityTypeBuilder<Membership> builder)
    {
        builder.ToTable("memberships").IsMultiTenant();
        builder.HasKey(row => new { row.OrganizationId, row.UserId });
        builder.HasIndex(row => row.UserId);
        builder.Property(row => row.Role).HasMaxLength(60);
        builder.HasOne<Organization>().WithMany().HasForeignKey(row => row.OrganizationId);
    }
}
