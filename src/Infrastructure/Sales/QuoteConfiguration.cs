using Financbase.Domain.Organizations;
using Financbase.Domain.Sales;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Sales;

internal sealed class QuoteConfiguration : IEntityTypeConfiguration<Quote>
{
    public void Configure(EntityTypeBuilder<Quote> builder)
    {
        builder.ToTable("quotes").IsMultiTenant().IsAudited("quote", nameof(Quote.Number));
        builder.HasKey(quote => new { quote.OrganizationId, quote.Id });
        builder.Property(quote => quote.Reference).HasMaxLength(InvoiceTerms.LongestReference).IsShownInAudit();
        builder.Property(quote => quote.Note).HasMaxLength(InvoiceTerms.LongestNote).IsHiddenInAudit();
        builder.Property(quote => quote.Number).HasMaxLength(40).IsShownInAudit();
        builder.Property(quote => quote.Reason).HasMaxLength(Quote.LongestReason).IsHiddenInAudit();
        builder.Property(quote => quote.Taxes).HasJson().IsShownInAudit();
        SalesSeals.QuoteBillTo.Configure(builder);
        SalesSeals.QuoteIssuedBy.Configure(builder);
        builder.Ignore(quote => quote.Gross);
        builder.HasIndex(quote => new { quote.OrganizationId, quote.FiscalYear, quote.Sequence }).IsUnique().HasFilter("sequence IS NOT NULL").HasDatabaseName("ux_quotes_sequence");
        builder.HasIndex(quote => new { quote.OrganizationId, quote.InvoiceId }).IsUnique().HasFilter("invoice_id IS NOT NULL").HasDatabaseName("ux_quotes_invoice");
        builder.HasIndex(quote => new { quote.OrganizationId, quote.IssueDate, quote.Id }).HasDatabaseName("ix_quotes_issue_date");
        builder.HasIndex(quote => new { quote.OrganizationId, quote.ValidUntil, quote.Id }).HasDatabaseName("ix_quotes_valid_until");
        builder.HasIndex(quote => new { quote.OrganizationId, quote.CustomerId }).HasDatabaseName("ix_quotes_customer");
        builder.HasOne<Customer>().WithMany().HasForeignKey(quote => new { quote.OrganizationId, quote.CustomerId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organization>().WithMany().HasForeignKey(quote => quote.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
