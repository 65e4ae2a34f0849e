using Financbase.Domain.Ledger;
using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Ledger;

internal sealed class BudgetConfiguration : IEntityTypeConfiguration<Budget>
{
    public const string NameIndex = "ux_budgets_name";

    public void Configure(EntityTypeBuilder<Budget> builder)
    {
        builder.ToTable("budgets").IsMultiTenant().IsAudited("budget", nameof(Budget.Name));
        builder.HasKey(budget => new { budget.OrganizationId, budget.Id });
        builder.Property(budget => budget.Name).HasMaxLength(Budget.LongestName).IsShownInAudit();
        builder.Property(budget => budget.ThresholdPercents).IsShownInAudit();
        builder.HasIndex(budget => new { budget.OrganizationId, budget.Name }).IsUnique().HasDatabaseName(NameIndex);
        builder.HasOne<Organization>().WithMany().HasForeignKey(budget => budget.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
