using Financbase.Domain.Ledger;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Ledger;

internal sealed class PostingAccountConfiguration : IEntityTypeConfiguration<PostingAccount>
{
    public void Configure(EntityTypeBuilder<PostingAccount> builder)
    {
        builder.ToTable("posting_accounts").IsMultiTenant().IsAudited("posting_account", nameof(PostingAccount.Role));
        builder.HasKey(chosen => new { chosen.OrganizationId, chosen.Role });
        builder.HasOne<Account>().WithMany().HasForeignKey(chosen => new { chosen.OrganizationId, chosen.AccountId }).OnDelete(DeleteBehavior.Restrict);
    }
}
