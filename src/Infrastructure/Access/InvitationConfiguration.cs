using Financbase.Domain.Access;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Access;

internal sealed class InvitationConfiguration : IEntityTypeConfiguration<Invitation>
{
    public const string OpenIndex = "ix_invitations_open";

    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.ToTable("invitations").IsMultiTenant().IsAudited("invitation", nameof(Invitation.Email));
        builder.HasKey(row => new { row.OrganizationId, row.Id });
        builder.HasIndex(row => new { row.OrganizationId, row.Email }).IsUnique()
            .HasFilter("accepted_at IS NULL AND revoked_at IS NULL").HasDatabaseName(OpenIndex);
        builder.HasIndex(row => row.TokenHash);
        builder.Property(row => row.Email).HasMaxLength(EmailAddress.MaximumLength).IsShownInAudit();
        builder.Property(row => row.Role).HasMaxLength(60).IsShownInAudit();
        builder.Property(row => row.TokenHash).IsHiddenInAudit();
        builder.HasOne<Organization>().WithMany().HasForeignKey(row => row.OrganizationId);
    }
}
