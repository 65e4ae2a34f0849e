using Financbase.Domain.Banking;
using Financbase.Domain.Organizations;
using Financbase.Domain.Purchases;
using Financbase.Domain.Purchases.PaymentFiles;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Purchases;

internal sealed class PaymentFileConfiguration : IEntityTypeConfiguration<PaymentFile>
{
    public void Configure(EntityTypeBuilder<PaymentFile> builder)
    {
        builder.ToTable("payment_files").IsMultiTenant().IsAudited("payment_file", nameof(PaymentFile.MessageId));
        builder.HasKey(file => new { file.OrganizationId, file.Id });
        builder.Property(file => file.MessageId).HasMaxLength(PaymentFile.LongestMessageId).IsShownInAudit();
        builder.Ignore(file => file.Total);
        PurchaseSeals.Orders.Configure(builder);
        builder.HasIndex(file => new { file.OrganizationId, file.ExecutionDate, file.Id }).HasDatabaseName("ix_payment_files_execution_date");
        builder.HasIndex(file => new { file.OrganizationId, file.BankAccountId }).HasDatabaseName("ix_payment_files_bank_account");
        builder.HasOne<BankAccount>().WithMany().HasForeignKey(file => new { file.OrganizationId, file.BankAccountId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organization>().WithMany().HasForeignKey(file => file.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PaymentFileBillConfiguration : IEntityTypeConfiguration<PaymentFileBill>
{
    public const string LiveIndex = "ux_payment_file_bills_live";

    public void Configure(EntityTypeBuilder<PaymentFileBill> builder)
    {
        builder.ToTable("payment_file_bills").IsMultiTenant().IsAudited("payment_file_bill");
        builder.HasKey(bill => new { bill.OrganizationId, bill.Id });
        builder.Ignore(bill => bill.Amount).Ignore(bill => bill.EndToEndId);
        builder.HasIndex(bill => new { bill.OrganizationId, bill.BillId }).IsUnique().HasFilter("is_live").HasDatabaseName(LiveIndex);
        builder.HasIndex(bill => new { bill.OrganizationId, bill.PaymentFileId }).HasDatabaseName("ix_payment_file_bills_file");
        builder.HasIndex(bill => new { bill.OrganizationId, bill.VendorPaymentId }).HasDatabaseName("ix_payment_file_bills_payment");
        builder.HasOne<PaymentFile>().WithMany().HasForeignKey(bill => new { bill.OrganizationId, bill.PaymentFileId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Bill>().WithMany().HasForeignKey(bill => new { bill.OrganizationId, bill.BillId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<VendorPayment>().WithMany().HasForeignKey(bill => new { bill.OrganizationId, bill.VendorPaymentId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organization>().WithMany().HasForeignKey(bill => bill.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
