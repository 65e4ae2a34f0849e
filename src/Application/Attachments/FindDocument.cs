using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Attachments;

namespace Financbase.Application.Attachments;

/// <summary>Whether there is such a document that one may see, to which files and notes can be attached.</summary>
[RequirePermission(Permissions.Attachments.Read)]
public sealed record FindDocument(DocumentReference Document) : IQuery<DocumentReference>;

internal sealed class FindDocumentHandler(DocumentDoor door) : IHandler<FindDocument, DocumentReference>
{
    public async Task<Result<DocumentReference>> Handle(FindDocument request, CancellationToken cancellationToken)
    {
        await door.EnterAsync(request.Document, cancellationToken);
        return request.Document;
    }
}
