using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Attachments;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Attachments;

/// <summary>What is known of a file at a document, without its content.</summary>
[RequirePermission(Permissions.Attachments.Read)]
public sealed record GetAttachment(AttachmentId Id) : IQuery<AttachmentView>;

internal sealed class GetAttachmentHandler(IAttachmentReads reads, DocumentDoor door) : IHandler<GetAttachment, AttachmentView>
{
    public async Task<Result<AttachmentView>> Handle(GetAttachment request, CancellationToken cancellationToken) =>
        await reads.FindAsync(request.Id, cancellationToken) is { } found && door.Opens(found.Document) ? found : Error.NotFound("attachment");
}
