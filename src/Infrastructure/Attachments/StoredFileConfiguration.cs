using Financbase.Domain.Attachments;
using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Encryption;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Attachments;

internal sealed class StoredFileConfiguration : IEntityTypeConfiguration<StoredFile>
{
    /// <summary>The key of a file: with it goes the content, wherever a copy of that lies.</summary>
    public static SealedProperty<StoredFile> Key { get; } = new(
        new SealedColumn("files", "key_sealed", "files"), file => file.Key, file => file.Id.Value, key => (byte[])key, bytes => bytes);

    public void Configure(EntityTypeBuilder<StoredFile> builder)
    {
        builder.ToTable("files").IsMultiTenant().IsAudited("file");
        builder.HasKey(file => new { file.OrganizationId, file.Id });
        builder.Property(file => file.MediaType).HasMaxLength(100).IsShownInAudit();
        builder.Property(file => file.Fingerprint).IsHiddenInAudit();
        Key.Configure(builder);
        builder.HasIndex(file => new { file.OrganizationId, file.Fingerprint }).IsUnique().HasDatabaseName("ux_files_fingerprint");
        builder.HasIndex(file => file.Id).HasDatabaseName("ix_files_id");
        builder.HasOne<Organization>().WithMany().HasForeignKey(file => file.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
