using Financbase.Domain.Ledger;
using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Ledger;

internal sealed class BooksConfiguration : IEntityTypeConfiguration<Books>
{
    public void Configure(EntityTypeBuilder<Books> builder)
    {
        builder.ToTable("books").IsMultiTenant().IsAudited("books");
        builder.HasKey(books => books.OrganizationId);
        builder.HasOne<Organization>().WithMany().HasForeignKey(books => books.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
