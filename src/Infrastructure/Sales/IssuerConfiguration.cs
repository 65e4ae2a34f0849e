using Financbase.Domain.Organizations;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Sales;

internal sealed class IssuerConfiguration : IEntityTypeConfiguration<Issuer>
{
    public void Configure(EntityTypeBuilder<Issuer> builder)
    {
        builder.ToTable("issuers").IsMultiTenant().IsAudited("issuer");
        builder.HasKey(issuer => issuer.OrganizationId);
        builder.Property(issuer => issuer.Street).HasMaxLength(PostalAddress.LongestStreet).IsShownInAudit();
        builder.Property(issuer => issuer.PostalCode).HasMaxLength(PostalAddress.LongestPostalCode).IsShownInAudit();
        builder.Property(issuer => issuer.City).HasMaxLength(PostalAddress.LongestCity).IsShownInAudit();
        builder.Property(issuer => issuer.Country).HasMaxLength(2).IsShownInAudit();
        builder.Property(issuer => issuer.Bic).HasMaxLength(11).IsShownInAudit();
        builder.Ignore(issuer => issuer.Terms);
        SalesSeals.IssuerTaxId.Configure(builder);
        SalesSeals.IssuerIban.Configure(builder);
        builder.HasOne<Organization>().WithMany().HasForeignKey(issuer => issuer.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
