using Financbase.Domain.Organizations;
using Financbase.Domain.Purchases;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Purchases;

internal sealed class BillAllocationConfiguration : IEntityTypeConfiguration<BillAllocation>
{
    public void Configure(EntityTypeBuilder<BillAllocation> builder)
    {
        builder.ToTable("bill_allocations").IsMultiTenant().IsAudited("bill_allocation");
        builder.HasKey(allocation => new { allocation.OrganizationId, allocation.Id });
        builder.HasIndex(allocation => new { allocation.OrganizationId, allocation.BillId }).HasDatabaseName("ix_bill_allocations_bill");
        builder.HasIndex(allocation => new { allocation.OrganizationId, allocation.VendorPaymentId }).HasDatabaseName("ix_bill_allocations_payment");
        builder.HasIndex(allocation => new { allocation.OrganizationId, allocation.VendorCreditId }).HasDatabaseName("ix_bill_allocations_credit");
        builder.HasOne<Bill>().WithMany().HasForeignKey(allocation => new { allocation.OrganizationId, allocation.BillId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<VendorPayment>().WithMany().HasForeignKey(allocation => new { allocation.OrganizationId, allocation.VendorPaymentId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<VendorCredit>().WithMany().HasForeignKey(allocation => new { allocation.OrganizationId, allocation.VendorCreditId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organization>().WithMany().HasForeignKey(allocation => allocation.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
