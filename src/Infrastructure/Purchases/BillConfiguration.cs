using Financbase.Domain.Organizations;
using Financbase.Domain.Purchases;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Purchases;

internal sealed class BillConfiguration : IEntityTypeConfiguration<Bill>
{
    public const string NumberIndex = "ux_bills_number";

    public void Configure(EntityTypeBuilder<Bill> builder)
    {
        builder.ToTable("bills").IsMultiTenant().IsAudited("bill", nameof(Bill.Number));
        builder.HasKey(bill => new { bill.OrganizationId, bill.Id });
        builder.Property(bill => bill.Number).HasMaxLength(BillTerms.LongestNumber).IsShownInAudit();
        builder.Property(bill => bill.NumberKey).HasMaxLength(2 * BillTerms.LongestNumber).IsShownInAudit();
        builder.Property(bill => bill.Note).HasMaxLength(BillTerms.LongestNote).IsHiddenInAudit();
        builder.Property(bill => bill.Reason).HasMaxLength(Bill.LongestReason).IsHiddenInAudit();
        builder.Property(bill => bill.Taxes).HasJson().IsShownInAudit();
        builder.Ignore(bill => bill.Net).Ignore(bill => bill.Tax).Ignore(bill => bill.Gross).Ignore(bill => bill.Open);
        builder.HasIndex(bill => new { bill.OrganizationId, bill.VendorId, bill.NumberKey })
            .IsUnique().HasFilter("status IN ('received', 'approved') AND NOT is_duplicate").HasDatabaseName(NumberIndex);
        builder.HasIndex(bill => new { bill.OrganizationId, bill.BillDate, bill.Id }).HasDatabaseName("ix_bills_bill_date");
        builder.HasIndex(bill => new { bill.OrganizationId, bill.DueDate, bill.Id }).HasDatabaseName("ix_bills_due_date");
        builder.HasIndex(bill => new { bill.OrganizationId, bill.VendorId, bill.BillDate }).HasDatabaseName("ix_bills_vendor");
        builder.HasOne<Vendor>().WithMany().HasForeignKey(bill => new { bill.OrganizationId, bill.VendorId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organization>().WithMany().HasForeignKey(bill => bill.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
