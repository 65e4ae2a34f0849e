using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Attachments;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Attachments;

/// <summary>
/// Takes a file from a document: whoever attached it may, and who may change documents of this kind. When nothing has it any more, its content is
/// deleted a week later.
/// </summary>
[RequirePermission(Permissions.Attachments.Manage)]
[Audited("attachment.remove", "Took a file from a document")]
public sealed record DetachFile(AttachmentId Id) : ICommand<DocumentReference>;

internal sealed class DetachFileHandler(IRepository<Attachment> attachments, DocumentDoor door, ICurrentPrincipal principal) : IHandler<DetachFile, DocumentReference>
{
    public async Task<Result<DocumentReference>> Handle(DetachFile command, CancellationToken cancellationToken)
    {
        if (await attachments.FindAsync(command.Id, cancellationToken) is not { } attachment || !door.Opens(attachment.DocumentKind))
            return Error.NotFound("attachment");
        if ((attachment.AttachedBy is null || attachment.AttachedBy != principal.Current.UserId) && !door.MayChange(attachment.DocumentKind))
            return AttachmentsErrors.FileNotYours;

        attachments.Remove(attachment);
        return new DocumentReference(attachment.DocumentKind, attachment.DocumentId);
    }
}
