using Financbase.Application.Paging;
using Financbase.Domain.Attachments;

namespace Financbase.Application.Attachments;

/// <summary>Files and notes at documents of the current organization.</summary>
public interface IAttachmentReads
{
    Task<bool> ExistsAsync(DocumentReference document, CancellationToken ct);

    Task<int> CountAsync(DocumentReference document, CancellationToken ct);

    Task<Page<AttachmentView>> ListAsync(DocumentFilter filter, IReadOnlyList<DocumentKind> kinds, PageRequest page, CancellationToken ct);

    Task<AttachmentView?> FindAsync(AttachmentId id, CancellationToken ct);

    Task<Page<NoteView>> ListNotesAsync(DocumentFilter filter, IReadOnlyList<DocumentKind> kinds, PageRequest page, CancellationToken ct);

    Task<NoteView?> FindNoteAsync(NoteId id, CancellationToken ct);
}
