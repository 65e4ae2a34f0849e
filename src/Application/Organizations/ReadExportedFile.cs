using Financbase.Application.Access;
using Financbase.Application.Attachments;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Attachments;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Organizations;

/// <summary>The content of a file, for the download of everything.</summary>
[RequirePermission(Permissions.Organization.Export)]
public sealed record ReadExportedFile(FileId Id) : IQuery<byte[]>;

internal sealed class ReadExportedFileHandler(IFiles files) : IHandler<ReadExportedFile, byte[]>
{
    public async Task<Result<byte[]>> Handle(ReadExportedFile request, CancellationToken cancellationToken) =>
        await files.ReadAsync(request.Id, small: false, cancellationToken) is { } content ? content : Error.NotFound("file");
}
