using Financbase.Domain.Access;
using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Access;

internal sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("api_keys").IsMultiTenant().IsAudited("api_key", nameof(ApiKey.Name));
        builder.HasKey(row => new { row.OrganizationId, row.Id });
        builder.HasIndex(row => new { row.PublicId, row.OrganizationId }).IsUnique();
        builder.Property(row => row.Name).HasMaxLength(ApiKey.NameLength).IsShownInAudit();
        builder.Property(row => row.PublicId).HasMaxLength(8).IsShownInAudit();
        builder.Property(row => row.Hash).IsHiddenInAudit();
        builder.Property(row => row.Mode).HasConversion(mode => mode == ApiKeyMode.Test ? "test" : "live", text => text == "test" ? ApiKeyMode.Test : ApiKeyMode.Live).IsShownInAudit();
        builder.Property(row => row.Scopes).IsShownInAudit();
        builder.Property(row => row.AllowedNetworks).IsShownInAudit();
        builder.HasOne<Organization>().WithMany().HasForeignKey(row => row.OrganizationId);
    }
}
