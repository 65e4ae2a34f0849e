using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Attachments;

/// <summary>Files at documents that one may see, the latest first.</summary>
[RequirePermission(Permissions.Attachments.Read)]
public sealed record ListAttachments(DocumentFilter Filter, PageRequest Page) : IQuery<Page<AttachmentView>>, ISorted
{
    public static Sorts Sorts { get; } = new("-attachedAt");
}

internal sealed class ListAttachmentsHandler(IAttachmentReads reads, DocumentDoor door) : IHandler<ListAttachments, Page<AttachmentView>>
{
    public async Task<Result<Page<AttachmentView>>> Handle(ListAttachments request, CancellationToken cancellationToken) =>
        await reads.ListAsync(request.Filter, door.Open, request.Page, cancellationToken);
}
