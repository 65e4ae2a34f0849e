using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Attachments;

namespace Financbase.Application.Attachments;

/// <summary>Attaches a file of at most 20 MB to a document; what it is is told by its content, and its name has to agree.</summary>
/// <param name="Document">To what.</param>
/// <param name="Name">Of the file.</param>
/// <param name="Content">All of it.</param>
[RequirePermission(Permissions.Attachments.Manage)]
[Audited("attachment.add", "Attached a file")]
public sealed record AttachFile(DocumentReference Document, string Name, ReadOnlyMemory<byte> Content) : ICommand<Attached>
{
    public override string ToString() => $"{nameof(AttachFile)} {Document}";
}

/// <param name="Id">The attachment.</param>
/// <param name="Name">Of the file.</param>
/// <param name="MediaType">By its content.</param>
/// <param name="Size">In bytes.</param>
public sealed record Attached(AttachmentId Id, string Name, string MediaType, long Size)
{
    // A record prints its members, and files are named after people.
    public override string ToString() => $"{nameof(Attached)} {Id}";
}

internal sealed class AttachFileHandler(
    IRepository<Attachment> attachments, IAttachmentReads reads, IFiles files, DocumentDoor door, IResourceLock locks,
    IMultiTenantContextAccessor tenant, ICurrentPrincipal principal, TimeProvider clock)
    : IHandler<AttachFile, Attached>
{
    public async Task<Result<Attached>> Handle(AttachFile command, CancellationToken cancellationToken)
    {
        if (command.Content.Length > Attachment.LargestMegabytes * 1024 * 1024)
            return AttachmentsErrors.TooLarge;

        await door.EnterAsync(command.Document, cancellationToken);
        var format = Attachment.FormatOf(command.Name, command.Content.Span);

        // Two at once are counted one after the other.
        await locks.HoldAsync($"attachments|{command.Document.Id}", cancellationToken);
        if (await reads.CountAsync(command.Document, cancellationToken) >= Attachment.MostOfDocument)
            return AttachmentsErrors.TooMany;

        var file = await files.KeepAsync(command.Content, format, cancellationToken);
        var attachment = Attachment.Add(tenant.OrganizationId, command.Document, file, command.Name, principal.Current.UserId, clock.GetUtcNow());
        attachments.Add(attachment);
        return new Attached(attachment.Id, attachment.Name, format.MediaType, command.Content.Length);
    }
}
