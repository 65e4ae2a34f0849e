using Financbase.Domain.Banking;
using Financbase.Domain.Ledger;
using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Banking;

internal sealed class BankAccountConfiguration : IEntityTypeConfiguration<BankAccount>
{
    public const string LedgerAccountIndex = "ux_bank_accounts_ledger_account";
    public const string IbanIndex = "ux_bank_accounts_iban";

    public void Configure(EntityTypeBuilder<BankAccount> builder)
    {
        builder.ToTable("bank_accounts").IsMultiTenant().IsAudited("bank_account", nameof(BankAccount.Name));
        builder.HasKey(account => new { account.OrganizationId, account.Id });
        builder.Property(account => account.Name).HasMaxLength(BankAccount.LongestName).IsShownInAudit();
        BankingSeals.Iban.Configure(builder);
        BankingSeals.Number.Configure(builder);
        builder.Property(account => account.CsvProfile).HasJson().IsShownInAudit();
        builder.HasIndex(nameof(BankAccount.OrganizationId), BankingSeals.IbanIndex)
            .IsUnique().HasFilter("iban_index IS NOT NULL").HasDatabaseName(IbanIndex);
        builder.HasIndex(account => new { account.OrganizationId, account.Name, account.Id });
        builder.HasIndex(account => new { account.OrganizationId, account.LedgerAccountId })
            .IsUnique().HasFilter("ledger_account_id IS NOT NULL").HasDatabaseName(LedgerAccountIndex);
        builder.HasOne<Account>().WithMany().HasForeignKey(account => new { account.OrganizationId, account.LedgerAccountId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organization>().WithMany().HasForeignKey(account => account.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
