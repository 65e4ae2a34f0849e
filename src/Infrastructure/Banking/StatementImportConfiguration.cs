using Financbase.Domain.Banking;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Banking;

internal sealed class StatementImportConfiguration : IEntityTypeConfiguration<StatementImport>
{
    public void Configure(EntityTypeBuilder<StatementImport> builder)
    {
        builder.ToTable("statement_imports").IsMultiTenant().IsAudited("statement_import", nameof(StatementImport.FileName));
        builder.HasKey(import => new { import.OrganizationId, import.Id });
        builder.Property(import => import.FileName).HasMaxLength(StatementImport.LongestFileName).IsShownInAudit();
        builder.Property(import => import.FileHash).HasMaxLength(64).IsShownInAudit();
        builder.Property(import => import.To).HasColumnName("last_day");
        builder.Property(import => import.Profile).HasJson().IsShownInAudit();
        BankingSeals.Statements.Configure(builder);
        BankingSeals.Identification.Configure(builder);
        builder.Property(import => import.Rejected).HasJson().IsHiddenInAudit();
        builder.HasOne<BankAccount>().WithMany().HasForeignKey(import => new { import.OrganizationId, import.BankAccountId })
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(import => new { import.OrganizationId, import.BankAccountId, import.ImportedAt, import.Id });
    }
}
