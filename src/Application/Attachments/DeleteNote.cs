using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Attachments;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Attachments;

/// <summary>Deletes a note: only who wrote it may.</summary>
[RequirePermission(Permissions.Attachments.Manage)]
[Audited("note.delete", "Deleted a note")]
public sealed record DeleteNote(NoteId Id) : ICommand<DocumentReference>;

internal sealed class DeleteNoteHandler(IRepository<Note> notes, DocumentDoor door, ICurrentPrincipal principal) : IHandler<DeleteNote, DocumentReference>
{
    public async Task<Result<DocumentReference>> Handle(DeleteNote command, CancellationToken cancellationToken)
    {
        if (await notes.FindAsync(command.Id, cancellationToken) is not { } note || !door.Opens(note.DocumentKind))
            return Error.NotFound("note");
        if (note.WrittenBy is null || note.WrittenBy != principal.Current.UserId)
            return AttachmentsErrors.NotYours;

        notes.Remove(note);
        return new DocumentReference(note.DocumentKind, note.DocumentId);
    }
}
