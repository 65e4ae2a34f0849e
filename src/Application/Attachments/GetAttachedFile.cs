using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Attachments;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Attachments;

/// <summary>The content of a file at a document.</summary>
/// <param name="Id">The attachment.</param>
/// <param name="Small">A small picture of it, 240 pixels at most, where there is one.</param>
[RequirePermission(Permissions.Attachments.Read)]
public sealed record GetAttachedFile(AttachmentId Id, bool Small = false) : IQuery<AttachedFile>;

/// <param name="Name">Of the file.</param>
/// <param name="MediaType">By its content.</param>
/// <param name="Content">All of it.</param>
public sealed record AttachedFile(string Name, string MediaType, byte[] Content)
{
    // A record prints its members, and files are named after people.
    public override string ToString() => $"{nameof(AttachedFile)} of {Content.Length} bytes";
}

internal sealed class GetAttachedFileHandler(IAttachmentReads reads, DocumentDoor door, IFiles files) : IHandler<GetAttachedFile, AttachedFile>
{
    public async Task<Result<AttachedFile>> Handle(GetAttachedFile request, CancellationToken cancellationToken)
    {
        if (await reads.FindAsync(request.Id, cancellationToken) is not { } found || !door.Opens(found.Document))
            return Error.NotFound("attachment");

        return await files.ReadAsync(found.FileId, request.Small, cancellationToken) is { } content
            ? new AttachedFile(found.Name, request.Small ? FileFormat.WebP.MediaType : found.MediaType, content)
            : Error.NotFound("thumbnail");
    }
}
