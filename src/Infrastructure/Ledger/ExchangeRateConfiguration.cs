using Financbase.Domain.Ledger;
using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Ledger;

internal sealed class ExchangeRateConfiguration : IEntityTypeConfiguration<ExchangeRate>
{
    public const string DayIndex = "ux_exchange_rates_day";

    public void Configure(EntityTypeBuilder<ExchangeRate> builder)
    {
        builder.ToTable("exchange_rates").IsMultiTenant().IsAudited("exchange_rate", nameof(ExchangeRate.Currency));
        builder.HasKey(rate => new { rate.OrganizationId, rate.Id });
        builder.Property(rate => rate.Rate).HasPrecision(20, ExchangeRate.Decimals);
        builder.HasIndex(rate => new { rate.OrganizationId, rate.Currency, rate.Date }).IsUnique().HasDatabaseName(DayIndex);
        builder.HasOne<Organization>().WithMany().HasForeignKey(rate => rate.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
