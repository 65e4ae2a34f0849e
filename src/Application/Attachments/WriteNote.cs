using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Attachments;

namespace Financbase.Application.Attachments;

/// <summary>Writes a note at a document, for those of the organization who may see that.</summary>
/// <param name="Document">At what.</param>
/// <param name="Text">1 to 4,000 characters.</param>
[RequirePermission(Permissions.Attachments.Manage)]
[Audited("note.write", "Wrote a note")]
public sealed record WriteNote(DocumentReference Document, string? Text) : ICommand<WrittenNote>
{
    public override string ToString() => $"{nameof(WriteNote)} {Document}";
}

/// <param name="Id">The note.</param>
/// <param name="WrittenAt">When.</param>
public sealed record WrittenNote(NoteId Id, DateTimeOffset WrittenAt);

internal sealed class WriteNoteHandler(
    IRepository<Note> notes, DocumentDoor door, IMultiTenantContextAccessor tenant, ICurrentPrincipal principal, TimeProvider clock) : IHandler<WriteNote, WrittenNote>
{
    public async Task<Result<WrittenNote>> Handle(WriteNote command, CancellationToken cancellationToken)
    {
        await door.EnterAsync(command.Document, cancellationToken);
        var note = Note.Write(tenant.OrganizationId, command.Document, command.Text, principal.Current.UserId, clock.GetUtcNow());
        notes.Add(note);
        return new WrittenNote(note.Id, note.WrittenAt);
    }
}
