using Financbase.Domain.Organizations;
using Financbase.Domain.Sales;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Sales;

internal sealed class InvoiceConfiguration : IEntityTypeConfiguration<Invoice>
{
    public void Configure(EntityTypeBuilder<Invoice> builder)
    {
        builder.ToTable("invoices").IsMultiTenant().IsAudited("invoice", nameof(Invoice.Number));
        builder.HasKey(invoice => new { invoice.OrganizationId, invoice.Id });
        builder.Property(invoice => invoice.Reference).HasMaxLength(InvoiceTerms.LongestReference).IsShownInAudit();
        builder.Property(invoice => invoice.Note).HasMaxLength(InvoiceTerms.LongestNote).IsHiddenInAudit();
        builder.Property(invoice => invoice.Number).HasMaxLength(Invoice.LongestNumber).IsShownInAudit();
        builder.Property(invoice => invoice.Taxes).HasJson().IsShownInAudit();
        SalesSeals.BillTo.Configure(builder);
        SalesSeals.IssuedBy.Configure(builder);
        builder.Ignore(invoice => invoice.Net).Ignore(invoice => invoice.Tax).Ignore(invoice => invoice.Gross).Ignore(invoice => invoice.Open);
        builder.Ignore(invoice => invoice.Series).Ignore(invoice => invoice.IsFinalized);
        builder.HasIndex(invoice => new { invoice.OrganizationId, invoice.Number }).IsUnique().HasFilter("number IS NOT NULL AND NOT (status = 'void' AND posted_on IS NOT NULL)").HasDatabaseName("ux_invoices_number");
        builder.HasIndex(invoice => new { invoice.OrganizationId, invoice.Kind, invoice.FiscalYear, invoice.Sequence })
            .IsUnique().HasFilter("sequence IS NOT NULL").HasDatabaseName("ux_invoices_sequence");
        builder.HasIndex(invoice => new { invoice.OrganizationId, invoice.Kind, invoice.IssueDate, invoice.Id }).HasDatabaseName("ix_invoices_issue_date");
        builder.HasIndex(invoice => new { invoice.OrganizationId, invoice.Kind, invoice.DueDate, invoice.Id }).HasDatabaseName("ix_invoices_due_date");
        builder.HasIndex(invoice => new { invoice.OrganizationId, invoice.CustomerId, invoice.IssueDate }).HasDatabaseName("ix_invoices_customer");
        builder.HasIndex(invoice => new { invoice.OrganizationId, invoice.CreditsId }).HasFilter("credits_id IS NOT NULL").HasDatabaseName("ix_invoices_credits");
        builder.HasOne<Customer>().WithMany().HasForeignKey(invoice => new { invoice.OrganizationId, invoice.CustomerId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Invoice>().WithMany().HasForeignKey(invoice => new { invoice.OrganizationId, invoice.CreditsId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organization>().WithMany().HasForeignKey(invoice => invoice.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
