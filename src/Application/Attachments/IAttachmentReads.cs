using Financbase.Application.Paging;
using Financbase.Domain.Attachments;

namespace Financbase.Application.Attachments;

/// <summary>Files and notes at documents of the current organization.</summary>
public interface IAttachmentReads
{
    /// <summary>What this is the id of; null for nothing to which could be attached.</summary>
    Task<DocumentKind?> FindKindAsync(Guid document, CancellationToken ct);

    Task<int> CountAsync(DocumentReference document, CancellationToken ct);

    Task<Page<AttachmentView>> ListAsync(DocumentFilter filter, IReadOnlyList<DocumentKind> kinds, PageRequest page, CancellationToken ct);

    Task<AttachmentView?> FindAsync(AttachmentId id, CancellationToken ct);

    Task<Page<NoteView>> ListNotesAsync(DocumentFilter filter, IReadOnlyList<DocumentKind> kinds, PageRequest page, CancellationToken ct);

    Task<NoteView?> FindNoteAsync(NoteId id, CancellationToken ct);
}
