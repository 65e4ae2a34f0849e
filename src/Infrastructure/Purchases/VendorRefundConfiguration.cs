using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Organizations;
using Financbase.Domain.Purchases;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Purchases;

internal sealed class VendorRefundConfiguration : IEntityTypeConfiguration<VendorRefund>
{
    public void Configure(EntityTypeBuilder<VendorRefund> builder)
    {
        builder.ToTable("vendor_refunds").IsMultiTenant().IsAudited("vendor_refund");
        builder.HasKey(refund => new { refund.OrganizationId, refund.Id });
        builder.Property(refund => refund.Reference).HasMaxLength(DocumentPayment.LongestReference).IsHiddenInAudit();
        builder.HasIndex(refund => new { refund.OrganizationId, refund.VendorCreditId }).HasDatabaseName("ix_vendor_refunds_credit");
        builder.HasIndex(refund => new { refund.OrganizationId, refund.AccountId }).HasDatabaseName("ix_vendor_refunds_account");
        builder.HasOne<VendorCredit>().WithMany().HasForeignKey(refund => new { refund.OrganizationId, refund.VendorCreditId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Account>().WithMany().HasForeignKey(refund => new { refund.OrganizationId, refund.AccountId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organization>().WithMany().HasForeignKey(refund => refund.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
