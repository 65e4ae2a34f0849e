using Financbase.Domain.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Organizations;

internal sealed class OrganizationConfiguration : IEntityTypeConfiguration<Organization>
{
    public void Configure(EntityTypeBuilder<Organization> builder)
    {
        builder.ToTable("organizations");
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => row.Slug).IsUnique();
        builder.Property(row => row.Slug).HasMaxLength(40);
        builder.Property(row => row.Name).HasMaxLength(200);
    }
}
