using Financbase.Domain.Documents;
using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Documents;

internal sealed class TaxRateConfiguration : IEntityTypeConfiguration<TaxRate>
{
    public const string NameIndex = "ux_tax_rates_name";

    public void Configure(EntityTypeBuilder<TaxRate> builder)
    {
        builder.ToTable("tax_rates").IsMultiTenant().IsAudited("tax_rate", nameof(TaxRate.Name));
        builder.HasKey(rate => new { rate.OrganizationId, rate.Id });
        builder.Property(rate => rate.Name).HasMaxLength(TaxRate.LongestName).IsShownInAudit();
        builder.Property(rate => rate.Parts).HasJson().IsShownInAudit();
        builder.Ignore(rate => rate.Terms);
        builder.HasIndex(rate => new { rate.OrganizationId, rate.Name }).IsUnique().HasDatabaseName(NameIndex);
        builder.HasOne<Organization>().WithMany().HasForeignKey(rate => rate.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
