using Financbase.Domain.Attachments;

namespace Financbase.Application.Attachments;

/// <param name="Id">The attachment.</param>
/// <param name="Document">What it is attached to.</param>
/// <param name="DocumentId">That one's id.</param>
/// <param name="FileId">The file; the same for equal ones.</param>
/// <param name="Name">Of the file.</param>
/// <param name="MediaType">By its content.</param>
/// <param name="Size">In bytes.</param>
/// <param name="HasThumbnail">A small picture of it can be had.</param>
/// <param name="AttachedBy">The address of who attached it, if a person did who is still here.</param>
/// <param name="AttachedAt">When.</param>
public sealed record AttachmentView(
    AttachmentId Id, DocumentKind Document, Guid DocumentId, FileId FileId, string Name, string MediaType, long Size, bool HasThumbnail,
    string? AttachedBy, DateTimeOffset AttachedAt)
{
    // A record prints its members, and files are named after people.
    public override string ToString() => $"{nameof(AttachmentView)} {Id}";
}

/// <param name="Id">The note.</param>
/// <param name="Document">What it is written at.</param>
/// <param name="DocumentId">That one's id.</param>
/// <param name="Text">What was written.</param>
/// <param name="WrittenBy">The address of who wrote it, if a person did who is still here.</param>
/// <param name="WrittenAt">When.</param>
public sealed record NoteView(NoteId Id, DocumentKind Document, Guid DocumentId, string Text, string? WrittenBy, DateTimeOffset WrittenAt)
{
    public override string ToString() => $"{nameof(NoteView)} {Id}";
}
