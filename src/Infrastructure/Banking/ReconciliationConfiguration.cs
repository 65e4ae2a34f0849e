using Financbase.Domain.Banking;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Banking;

internal sealed class ReconciliationConfiguration : IEntityTypeConfiguration<Reconciliation>
{
    public void Configure(EntityTypeBuilder<Reconciliation> builder)
    {
        builder.ToTable("reconciliations").IsMultiTenant().IsAudited("reconciliation", nameof(Reconciliation.Through));
        builder.HasKey(row => new { row.OrganizationId, row.Id });
        builder.ComplexProperty(row => row.ClosingBalance, balance =>
        {
            balance.Property(money => money.Minor).HasColumnName("closing_balance_minor");
            balance.Property(money => money.Currency).HasColumnName("closing_balance_currency");
        });
        builder.HasIndex(row => new { row.OrganizationId, row.BankAccountId, row.Through }).IsUnique();
        builder.HasOne<BankAccount>().WithMany().HasForeignKey(row => new { row.OrganizationId, row.BankAccountId }).OnDelete(DeleteBehavior.Restrict);
    }
}
