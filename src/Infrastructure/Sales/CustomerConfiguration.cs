using Financbase.Domain.Organizations;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Sales;

internal sealed class CustomerConfiguration : IEntityTypeConfiguration<Customer>
{
    public void Configure(EntityTypeBuilder<Customer> builder)
    {
        builder.ToTable("customers").IsMultiTenant().IsAudited("customer");
        builder.HasKey(customer => new { customer.OrganizationId, customer.Id });
        builder.Property(customer => customer.Name).HasMaxLength(CustomerTerms.LongestName).IsHiddenInAudit();
        builder.Property(customer => customer.Email).HasMaxLength(EmailAddress.MaximumLength).IsHiddenInAudit();
        builder.Property(customer => customer.Phone).HasMaxLength(CustomerTerms.LongestPhone).IsHiddenInAudit();
        builder.Property(customer => customer.Street).HasMaxLength(PostalAddress.LongestStreet).IsHiddenInAudit();
        builder.Property(customer => customer.PostalCode).HasMaxLength(PostalAddress.LongestPostalCode).IsHiddenInAudit();
        builder.Property(customer => customer.City).HasMaxLength(PostalAddress.LongestCity).IsHiddenInAudit();
        builder.Property(customer => customer.Country).HasMaxLength(2).IsShownInAudit();
        builder.Ignore(customer => customer.Terms);
        SalesSeals.TaxId.Configure(builder);
        builder.HasIndex(customer => new { customer.OrganizationId, customer.Name, customer.Id }).HasDatabaseName("ix_customers_name");
        builder.HasOne<Organization>().WithMany().HasForeignKey(customer => customer.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
