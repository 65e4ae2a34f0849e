using Financbase.Domain.Organizations;
using Financbase.Domain.Sales;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Sales;

internal sealed class AllocationConfiguration : IEntityTypeConfiguration<Allocation>
{
    public void Configure(EntityTypeBuilder<Allocation> builder)
    {
        builder.ToTable("allocations").IsMultiTenant().IsAudited("allocation");
        builder.HasKey(allocation => new { allocation.OrganizationId, allocation.Id });
        builder.HasIndex(allocation => new { allocation.OrganizationId, allocation.InvoiceId }).HasDatabaseName("ix_allocations_invoice");
        builder.HasIndex(allocation => new { allocation.OrganizationId, allocation.PaymentId }).HasDatabaseName("ix_allocations_payment");
        builder.HasIndex(allocation => new { allocation.OrganizationId, allocation.CreditNoteId }).HasDatabaseName("ix_allocations_credit_note");
        builder.HasOne<Invoice>().WithMany().HasForeignKey(allocation => new { allocation.OrganizationId, allocation.InvoiceId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Payment>().WithMany().HasForeignKey(allocation => new { allocation.OrganizationId, allocation.PaymentId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Invoice>().WithMany().HasForeignKey(allocation => new { allocation.OrganizationId, allocation.CreditNoteId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organization>().WithMany().HasForeignKey(allocation => allocation.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
