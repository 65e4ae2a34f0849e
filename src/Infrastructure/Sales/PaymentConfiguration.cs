using Financbase.Domain.Ledger;
using Financbase.Domain.Organizations;
using Financbase.Domain.Sales;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Sales;

internal sealed class PaymentConfiguration : IEntityTypeConfiguration<Payment>
{
    public void Configure(EntityTypeBuilder<Payment> builder)
    {
        builder.ToTable("payments").IsMultiTenant().IsAudited("payment");
        builder.HasKey(payment => new { payment.OrganizationId, payment.Id });
        builder.Property(payment => payment.Reference).HasMaxLength(Payment.LongestReference).IsHiddenInAudit();
        builder.Ignore(payment => payment.Amount).Ignore(payment => payment.Unallocated);
        builder.HasIndex(payment => new { payment.OrganizationId, payment.Date, payment.Id }).HasDatabaseName("ix_payments_date");
        builder.HasIndex(payment => new { payment.OrganizationId, payment.CustomerId, payment.Date }).HasDatabaseName("ix_payments_customer");
        builder.HasIndex(payment => new { payment.OrganizationId, payment.AccountId }).HasDatabaseName("ix_payments_account");
        builder.HasOne<Customer>().WithMany().HasForeignKey(payment => new { payment.OrganizationId, payment.CustomerId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Account>().WithMany().HasForeignKey(payment => new { payment.OrganizationId, payment.AccountId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organization>().WithMany().HasForeignKey(payment => payment.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
