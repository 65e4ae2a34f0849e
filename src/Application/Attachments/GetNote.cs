using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Attachments;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Attachments;

/// <summary>One note at a document.</summary>
[RequirePermission(Permissions.Attachments.Read)]
public sealed record GetNote(NoteId Id) : IQuery<NoteView>;

internal sealed class GetNoteHandler(IAttachmentReads reads, DocumentDoor door) : IHandler<GetNote, NoteView>
{
    public async Task<Result<NoteView>> Handle(GetNote request, CancellationToken cancellationToken) =>
        await reads.FindNoteAsync(request.Id, cancellationToken) is { } found && door.Opens(found.Document) ? found : Error.NotFound("note");
}
