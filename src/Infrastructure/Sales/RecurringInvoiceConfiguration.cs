using Financbase.Domain.Organizations;
using Financbase.Domain.Sales;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Sales;

internal sealed class RecurringInvoiceConfiguration : IEntityTypeConfiguration<RecurringInvoice>
{
    public void Configure(EntityTypeBuilder<RecurringInvoice> builder)
    {
        builder.ToTable("recurring_invoices").IsMultiTenant().IsAudited("recurring_invoice", nameof(RecurringInvoice.Name));
        builder.HasKey(recurring => new { recurring.OrganizationId, recurring.Id });
        builder.Property(recurring => recurring.Name).HasMaxLength(RecurringInvoiceTerms.LongestName).IsShownInAudit();
        builder.Property(recurring => recurring.Schedule).HasJson().IsShownInAudit();
        builder.Property(recurring => recurring.Reference).HasMaxLength(InvoiceTerms.LongestReference).IsShownInAudit();
        builder.Property(recurring => recurring.Note).HasMaxLength(InvoiceTerms.LongestNote).IsHiddenInAudit();
        builder.Property(recurring => recurring.FailureCode).HasMaxLength(100).IsShownInAudit();
        builder.Property(recurring => recurring.Failure).HasMaxLength(RecurringInvoice.LongestFailure).IsHiddenInAudit();
        builder.Ignore(recurring => recurring.Gross);
        builder.HasIndex(recurring => new { recurring.OrganizationId, recurring.Name, recurring.Id }).HasDatabaseName("ix_recurring_invoices_name");
        builder.HasIndex(recurring => new { recurring.OrganizationId, recurring.NextOn }).HasFilter("next_on IS NOT NULL").HasDatabaseName("ix_recurring_invoices_next");
        builder.HasIndex(recurring => new { recurring.OrganizationId, recurring.CustomerId }).HasDatabaseName("ix_recurring_invoices_customer");
        builder.HasOne<Customer>().WithMany().HasForeignKey(recurring => new { recurring.OrganizationId, recurring.CustomerId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organization>().WithMany().HasForeignKey(recurring => recurring.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
