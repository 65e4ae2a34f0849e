using Financbase.Domain.Banking;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Banking;

internal sealed class StatementUploadConfiguration : IEntityTypeConfiguration<StatementUpload>
{
    public void Configure(EntityTypeBuilder<StatementUpload> builder)
    {
        builder.ToTable("statement_uploads").IsMultiTenant().IsAudited("statement_upload", nameof(StatementUpload.FileName));
        builder.HasKey(upload => new { upload.OrganizationId, upload.Id });
        builder.Property(upload => upload.FileName).HasMaxLength(StatementImport.LongestFileName).IsShownInAudit();
        BankingSeals.Content.Configure(builder);
        builder.HasOne<BankAccount>().WithMany().HasForeignKey(upload => new { upload.OrganizationId, upload.BankAccountId });
        builder.HasIndex(upload => new { upload.OrganizationId, upload.StagedAt });
    }
}
