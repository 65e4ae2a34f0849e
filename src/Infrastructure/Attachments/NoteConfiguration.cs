using Financbase.Domain.Attachments;
using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Audit;
using Financbase.Infrastructure.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Financbase.Infrastructure.Attachments;

internal sealed class NoteConfiguration : IEntityTypeConfiguration<Note>
{
    public void Configure(EntityTypeBuilder<Note> builder)
    {
        builder.ToTable("notes").IsMultiTenant().IsAudited("note");
        builder.HasKey(note => new { note.OrganizationId, note.Id });
        builder.Property(note => note.Text).HasMaxLength(Note.LongestText).IsHiddenInAudit();
        builder.HasIndex(note => new { note.OrganizationId, note.DocumentId, note.WrittenAt, note.Id }).HasDatabaseName("ix_notes_document");
        builder.HasIndex(note => new { note.OrganizationId, note.WrittenAt, note.Id }).HasDatabaseName("ix_notes_at");
        builder.HasOne<Organization>().WithMany().HasForeignKey(note => note.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
