using Financbase.Domain.Ledger;
using Financbase.Domain.Organizations;
using Financbase.Domain.Purchases;
using Financbase.Infrastructure.Documents;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Purchases;

internal sealed class VendorPaymentConfiguration : IEntityTypeConfiguration<VendorPayment>
{
    public void Configure(EntityTypeBuilder<VendorPayment> builder)
    {
        builder.IsPayment("vendor_payments", "vendor_payment");
        builder.HasKey(payment => new { payment.OrganizationId, payment.Id });
        builder.HasIndex(payment => new { payment.OrganizationId, payment.Date, payment.Id }).HasDatabaseName("ix_vendor_payments_date");
        builder.HasIndex(payment => new { payment.OrganizationId, payment.VendorId, payment.Date }).HasDatabaseName("ix_vendor_payments_vendor");
        builder.HasOne<Vendor>().WithMany().HasForeignKey(payment => new { payment.OrganizationId, payment.VendorId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Account>().WithMany().HasForeignKey(payment => new { payment.OrganizationId, payment.AccountId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organization>().WithMany().HasForeignKey(payment => payment.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
