using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Organizations;
using Financbase.Domain.Sales;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Sales;

internal sealed class CustomerRefundConfiguration : IEntityTypeConfiguration<CustomerRefund>
{
    public void Configure(EntityTypeBuilder<CustomerRefund> builder)
    {
        builder.ToTable("customer_refunds").IsMultiTenant().IsAudited("customer_refund");
        builder.HasKey(refund => new { refund.OrganizationId, refund.Id });
        builder.Property(refund => refund.Reference).HasMaxLength(DocumentPayment.LongestReference).IsHiddenInAudit();
        builder.Ignore(refund => refund.Document);
        builder.HasIndex(refund => new { refund.OrganizationId, refund.PaymentId }).HasDatabaseName("ix_customer_refunds_payment");
        builder.HasIndex(refund => new { refund.OrganizationId, refund.CreditNoteId }).HasDatabaseName("ix_customer_refunds_credit_note");
        builder.HasIndex(refund => new { refund.OrganizationId, refund.AccountId }).HasDatabaseName("ix_customer_refunds_account");
        builder.HasOne<Payment>().WithMany().HasForeignKey(refund => new { refund.OrganizationId, refund.PaymentId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Invoice>().WithMany().HasForeignKey(refund => new { refund.OrganizationId, refund.CreditNoteId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Account>().WithMany().HasForeignKey(refund => new { refund.OrganizationId, refund.AccountId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organization>().WithMany().HasForeignKey(refund => refund.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
