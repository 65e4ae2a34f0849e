using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Attachments;

/// <summary>Notes at documents that one may see, the latest first.</summary>
[RequirePermission(Permissions.Attachments.Read)]
public sealed record ListNotes(DocumentFilter Filter, PageRequest Page) : IQuery<Page<NoteView>>, ISorted
{
    public static Sorts Sorts { get; } = new("-writtenAt");
}

internal sealed class ListNotesHandler(IAttachmentReads reads, DocumentDoor door) : IHandler<ListNotes, Page<NoteView>>
{
    public async Task<Result<Page<NoteView>>> Handle(ListNotes request, CancellationToken cancellationToken) =>
        await reads.ListNotesAsync(request.Filter, door.Open, request.Page, cancellationToken);
}
