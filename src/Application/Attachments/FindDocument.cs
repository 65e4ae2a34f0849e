using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Attachments;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Attachments;

/// <summary>What kind of document this is, if it is one that one may see and to which files and notes can be attached.</summary>
[RequirePermission(Permissions.Attachments.Read)]
public sealed record FindDocument(Guid Id) : IQuery<DocumentReference>;

internal sealed class FindDocumentHandler(IAttachmentReads reads, DocumentDoor door) : IHandler<FindDocument, DocumentReference>
{
    public async Task<Result<DocumentReference>> Handle(FindDocument request, CancellationToken cancellationToken) =>
        await reads.FindKindAsync(request.Id, cancellationToken) is { } kind && door.Opens(kind) ? new DocumentReference(kind, request.Id) : Error.NotFound("document");
}
