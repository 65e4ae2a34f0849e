using Financbase.Domain.Organizations;
using Financbase.Domain.Purchases;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Purchases;

internal sealed class VendorCreditConfiguration : IEntityTypeConfiguration<VendorCredit>
{
    public const string NumberIndex = "ux_vendor_credits_number";

    public void Configure(EntityTypeBuilder<VendorCredit> builder)
    {
        builder.ToTable("vendor_credits").IsMultiTenant().IsAudited("vendor_credit", nameof(VendorCredit.Number));
        builder.HasKey(credit => new { credit.OrganizationId, credit.Id });
        builder.Property(credit => credit.Number).HasMaxLength(BillTerms.LongestNumber).IsShownInAudit();
        builder.Property(credit => credit.NumberKey).HasMaxLength(2 * BillTerms.LongestNumber).IsShownInAudit();
        builder.Property(credit => credit.Note).HasMaxLength(BillTerms.LongestNote).IsHiddenInAudit();
        builder.Property(credit => credit.Reason).HasMaxLength(VendorCredit.LongestReason).IsHiddenInAudit();
        builder.Property(credit => credit.Taxes).HasJson().IsShownInAudit();
        builder.Ignore(credit => credit.Net).Ignore(credit => credit.Tax).Ignore(credit => credit.Gross).Ignore(credit => credit.Open);
        builder.HasIndex(credit => new { credit.OrganizationId, credit.VendorId, credit.NumberKey })
            .IsUnique().HasFilter("status = 'posted'").HasDatabaseName(NumberIndex);
        builder.HasIndex(credit => new { credit.OrganizationId, credit.CreditDate, credit.Id }).HasDatabaseName("ix_vendor_credits_date");
        builder.HasOne<Vendor>().WithMany().HasForeignKey(credit => new { credit.OrganizationId, credit.VendorId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organization>().WithMany().HasForeignKey(credit => credit.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
