using Financbase.Domain.Banking;
using Financbase.Domain.Purchases;
using Financbase.Domain.Sales;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Banking;

internal sealed class BankTransactionConfiguration : IEntityTypeConfiguration<BankTransaction>
{
    public void Configure(EntityTypeBuilder<BankTransaction> builder)
    {
        builder.ToTable("bank_transactions").IsMultiTenant().IsAudited("bank_transaction");
        builder.HasKey(line => new { line.OrganizationId, line.Id });
        builder.ComplexProperty(line => line.Amount, amount =>
        {
            amount.Property(money => money.Minor).HasColumnName("amount_minor");
            amount.Property(money => money.Currency).HasColumnName("amount_currency");
        });
        builder.Property(line => line.Description).HasMaxLength(StatementLine.LongestText).IsHiddenInAudit();
        builder.Property(line => line.Counterparty).HasMaxLength(StatementLine.LongestText).IsHiddenInAudit();
        builder.Property(line => line.Reference).HasMaxLength(StatementLine.LongestText).IsHiddenInAudit();
        builder.Property(line => line.BankId).HasMaxLength(StatementLine.LongestBankId).IsHiddenInAudit();
        builder.Property(line => line.Fingerprint).HasConversion(print => print.Value, value => new LineFingerprint(value)).IsHiddenInAudit();
        builder.HasOne<BankAccount>().WithMany().HasForeignKey(line => new { line.OrganizationId, line.BankAccountId })
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StatementImport>().WithMany().HasForeignKey(line => new { line.OrganizationId, line.ImportId })
            .OnDelete(DeleteBehavior.Restrict);

        builder.HasOne<Payment>().WithMany().HasForeignKey(line => new { line.OrganizationId, line.PaymentId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<VendorPayment>().WithMany().HasForeignKey(line => new { line.OrganizationId, line.VendorPaymentId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(line => new { line.OrganizationId, line.VendorPaymentId }).IsUnique().HasFilter("vendor_payment_id IS NOT NULL");
        builder.HasIndex(line => new { line.OrganizationId, line.PaymentId }).IsUnique().HasFilter("payment_id IS NOT NULL");
        builder.HasIndex(line => new { line.OrganizationId, line.EntryId }).HasFilter("entry_id IS NOT NULL");
        builder.HasIndex(line => new { line.OrganizationId, line.BankAccountId, line.EntryId }).IsUnique().HasFilter("is_matched").HasDatabaseName("ux_bank_transactions_matched");

        // The last word on what is new, also for imports that race each other.
        builder.HasIndex(line => new { line.OrganizationId, line.BankAccountId, line.Fingerprint, line.Occurrence }).IsUnique();

        builder.HasIndex(line => new { line.OrganizationId, line.BankAccountId, line.Date, line.Id });
        builder.HasIndex(line => new { line.OrganizationId, line.Date, line.Id });
    }
}
