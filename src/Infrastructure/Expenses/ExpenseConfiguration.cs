using Financbase.Domain.Documents;
using Financbase.Domain.Expenses;
using Financbase.Domain.Ledger;
using Financbase.Domain.Organizations;
using Financbase.Domain.Purchases;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Expenses;

internal sealed class ExpenseConfiguration : IEntityTypeConfiguration<Expense>
{
    public void Configure(EntityTypeBuilder<Expense> builder)
    {
        builder.ToTable("expenses").IsMultiTenant().IsAudited("expense");
        builder.HasKey(expense => new { expense.OrganizationId, expense.Id });
        builder.Property(expense => expense.Payee).HasMaxLength(ExpenseTerms.LongestPayee).IsHiddenInAudit();
        builder.Property(expense => expense.Purpose).HasMaxLength(ExpenseTerms.LongestPurpose).IsHiddenInAudit();
        builder.Property(expense => expense.Reason).HasMaxLength(Expense.LongestReason).IsHiddenInAudit();
        builder.Property(expense => expense.Taxes).HasJson().IsShownInAudit();
        builder.Property(expense => expense.Reimbursements).HasJson().IsShownInAudit();
        builder.Ignore(expense => expense.Net).Ignore(expense => expense.Tax).Ignore(expense => expense.Gross).Ignore(expense => expense.Totals);
        builder.HasIndex(expense => new { expense.OrganizationId, expense.SpentOn, expense.Id }).HasDatabaseName("ix_expenses_spent_on");
        builder.HasIndex(expense => new { expense.OrganizationId, expense.Payee, expense.Id }).HasDatabaseName("ix_expenses_payee");
        builder.HasOne<Vendor>().WithMany().HasForeignKey(expense => new { expense.OrganizationId, expense.VendorId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Account>().WithMany().HasForeignKey(expense => new { expense.OrganizationId, expense.AccountId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Account>().WithMany().HasForeignKey(expense => new { expense.OrganizationId, expense.MoneyAccountId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Project>().WithMany().HasForeignKey(expense => new { expense.OrganizationId, expense.ProjectId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<TaxRate>().WithMany().HasForeignKey(expense => new { expense.OrganizationId, expense.TaxRateId }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organization>().WithMany().HasForeignKey(expense => expense.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
