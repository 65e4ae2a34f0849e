using Financbase.Domain.Banking;
using Financbase.Domain.Ledger;
using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Banking;

internal sealed class BankRuleConfiguration : IEntityTypeConfiguration<BankRule>
{
    public const string NameIndex = "ux_bank_rules_name";

    public void Configure(EntityTypeBuilder<BankRule> builder)
    {
        builder.ToTable("bank_rules").IsMultiTenant().IsAudited("bank_rule", nameof(BankRule.Name));
        builder.HasKey(rule => new { rule.OrganizationId, rule.Id });
        builder.Property(rule => rule.Name).HasMaxLength(BankRule.LongestName).IsShownInAudit();
        builder.Property(rule => rule.Conditions).HasJson().IsHiddenInAudit();
        builder.Property(rule => rule.Memo).HasMaxLength(JournalEntry.LongestMemo).IsHiddenInAudit();
        builder.HasIndex(rule => new { rule.OrganizationId, rule.Name }).IsUnique().HasDatabaseName(NameIndex);
        builder.HasOne<Organization>().WithMany().HasForeignKey(rule => rule.OrganizationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Account>().WithMany().HasForeignKey(rule => new { rule.OrganizationId, rule.AccountId }).OnDelete(DeleteBehavior.Restrict);
    }
}
