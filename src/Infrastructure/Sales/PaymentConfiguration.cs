using Financbase.Domain.Ledger;
using Financbase.Domain.Organizations;
using Financbase.Domain.Sales;
using Financbase.Infrastructure.Documents;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Sales;

internal sealed class PaymentConfiguration : IEntityTypeConfiguration<Payment>
{
    public void Configure(EntityTypeBuilder<Payment> builder)
    {
        builder.IsPayment("payments", "payment");
        builder.HasKey(payment => new { payment.OrganizationId, payment.Id });
        builder.HasIndex(payment => new { payment.OrganizationId, payment.Date, payment.Id }).HasDatabaseName("ix_payments_date");
        builder.HasIndex(payment => new { payment.OrganizationId, payment.CustomerId, payment.Date }).HasDatabaseName("ix_payments_customer");
        builder.HasOne<Customer>().WithMany().HasForeignKey(payment => new { payment.OrganizationId, payment.CustomerId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Account>().WithMany().HasForeignKey(payment => new { payment.OrganizationId, payment.AccountId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organization>().WithMany().HasForeignKey(payment => payment.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
