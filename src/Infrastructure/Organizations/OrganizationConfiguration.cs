using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Organizations;

internal sealed class OrganizationConfiguration : IEntityTypeConfiguration<Organization>
{
    public const string SlugIndex = "ix_organizations_slug";

    public void Configure(EntityTypeBuilder<Organization> builder)
    {
        builder.ToTable("organizations");
        builder.IsAudited("organization", nameof(Organization.Name));
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => row.Slug).IsUnique().HasDatabaseName(SlugIndex);
        builder.Property(row => row.Slug).HasMaxLength(40).IsShownInAudit();
        builder.Property(row => row.Name).HasMaxLength(200).IsShownInAudit();
        builder.Property(row => row.TimeZone).HasMaxLength(60).HasDefaultValue("UTC").IsShownInAudit();
        builder.Property(row => row.FiscalYearStartMonth).HasDefaultValue(1);
        builder.Property(row => row.State).HasMaxLength(20).HasDefaultValue(OrganizationState.Active);
    }
}
