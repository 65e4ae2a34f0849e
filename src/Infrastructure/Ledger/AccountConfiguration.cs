using Financbase.Domain.Ledger;
using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Ledger;

internal sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    public const string CodeIndex = "ux_accounts_code";

    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("accounts").IsMultiTenant().IsAudited("account", nameof(Account.Name));
        builder.HasKey(account => new { account.OrganizationId, account.Id });
        builder.Property(account => account.Code).HasMaxLength(Account.LongestCode).IsShownInAudit();
        builder.Property(account => account.Name).HasMaxLength(Account.LongestName).IsShownInAudit();
        builder.Property(account => account.Description).HasMaxLength(Account.LongestDescription).IsShownInAudit();
        builder.HasIndex(account => new { account.OrganizationId, account.Code }).IsUnique().HasDatabaseName(CodeIndex);
        builder.HasOne<Organization>().WithMany().HasForeignKey(account => account.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
