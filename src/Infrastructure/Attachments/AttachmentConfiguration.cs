using Financbase.Domain.Attachments;
using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Attachments;

// The columns by which the database holds it to its document are derived there; see the migration.
internal sealed class AttachmentConfiguration : IEntityTypeConfiguration<Attachment>
{
    public const string FileKey = "fk_attachments_files";

    public void Configure(EntityTypeBuilder<Attachment> builder)
    {
        builder.ToTable("attachments").IsMultiTenant().IsAudited("attachment");
        builder.HasKey(attachment => new { attachment.OrganizationId, attachment.Id });
        builder.Property(attachment => attachment.Name).HasMaxLength(Attachment.LongestName).IsHiddenInAudit();
        builder.HasIndex(attachment => new { attachment.OrganizationId, attachment.DocumentId, attachment.AttachedAt, attachment.Id }).HasDatabaseName("ix_attachments_document");
        builder.HasIndex(attachment => new { attachment.OrganizationId, attachment.AttachedAt, attachment.Id }).HasDatabaseName("ix_attachments_at");
        builder.HasIndex(attachment => new { attachment.OrganizationId, attachment.FileId }).HasDatabaseName("ix_attachments_file");
        builder.HasOne<StoredFile>().WithMany().HasForeignKey(attachment => new { attachment.OrganizationId, attachment.FileId })
            .HasConstraintName(FileKey).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organization>().WithMany().HasForeignKey(attachment => attachment.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
