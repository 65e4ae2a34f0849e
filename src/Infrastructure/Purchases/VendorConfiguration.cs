using Financbase.Domain.Ledger;
using Financbase.Domain.Organizations;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Purchases;

internal sealed class VendorConfiguration : IEntityTypeConfiguration<Vendor>
{
    public void Configure(EntityTypeBuilder<Vendor> builder)
    {
        builder.ToTable("vendors").IsMultiTenant().IsAudited("vendor");
        builder.HasKey(vendor => new { vendor.OrganizationId, vendor.Id });
        builder.Property(vendor => vendor.Name).HasMaxLength(VendorTerms.LongestName).IsHiddenInAudit();
        builder.Property(vendor => vendor.Email).HasMaxLength(EmailAddress.MaximumLength).IsHiddenInAudit();
        builder.Property(vendor => vendor.Phone).HasMaxLength(VendorTerms.LongestPhone).IsHiddenInAudit();
        builder.Property(vendor => vendor.Street).HasMaxLength(PostalAddress.LongestStreet).IsHiddenInAudit();
        builder.Property(vendor => vendor.PostalCode).HasMaxLength(PostalAddress.LongestPostalCode).IsHiddenInAudit();
        builder.Property(vendor => vendor.City).HasMaxLength(PostalAddress.LongestCity).IsHiddenInAudit();
        builder.Property(vendor => vendor.Country).HasMaxLength(2).IsShownInAudit();
        builder.Ignore(vendor => vendor.Terms);
        PurchaseSeals.TaxId.Configure(builder);
        PurchaseSeals.Iban.Configure(builder);
        PurchaseSeals.Bic.Configure(builder);
        builder.HasIndex(vendor => new { vendor.OrganizationId, vendor.Name, vendor.Id }).HasDatabaseName("ix_vendors_name");
        builder.HasIndex(vendor => new { vendor.OrganizationId, vendor.AccountId }).HasDatabaseName("ix_vendors_account");
        builder.HasOne<Account>().WithMany().HasForeignKey(vendor => new { vendor.OrganizationId, vendor.AccountId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organization>().WithMany().HasForeignKey(vendor => vendor.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
