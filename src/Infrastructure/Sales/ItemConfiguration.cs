using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Organizations;
using Financbase.Domain.Sales;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Sales;

internal sealed class ItemConfiguration : IEntityTypeConfiguration<Item>
{
    public const string CodeIndex = "ux_items_code";

    public void Configure(EntityTypeBuilder<Item> builder)
    {
        builder.ToTable("items").IsMultiTenant().IsAudited("item", nameof(Item.Name));
        builder.HasKey(item => new { item.OrganizationId, item.Id });
        builder.Property(item => item.Code).HasMaxLength(ItemTerms.LongestCode).IsShownInAudit();
        builder.Property(item => item.Name).HasMaxLength(ItemTerms.LongestName).IsShownInAudit();
        builder.Property(item => item.Description).HasMaxLength(DocumentLine.LongestDescription).IsShownInAudit();
        builder.Property(item => item.UnitPrice).HasPrecision(19, 6);
        builder.Property(item => item.Unit).HasMaxLength(ItemTerms.LongestUnit).IsShownInAudit();
        builder.HasIndex(item => new { item.OrganizationId, item.Code }).IsUnique().HasFilter("code IS NOT NULL").HasDatabaseName(CodeIndex);
        builder.HasIndex(item => new { item.OrganizationId, item.Name, item.Id }).HasDatabaseName("ix_items_name");
        builder.HasIndex(item => new { item.OrganizationId, item.TaxRateId }).HasDatabaseName("ix_items_tax_rate");
        builder.HasIndex(item => new { item.OrganizationId, item.AccountId }).HasDatabaseName("ix_items_account");
        builder.HasOne<TaxRate>().WithMany().HasForeignKey(item => new { item.OrganizationId, item.TaxRateId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Account>().WithMany().HasForeignKey(item => new { item.OrganizationId, item.AccountId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organization>().WithMany().HasForeignKey(item => item.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
