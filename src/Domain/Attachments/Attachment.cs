using Financbase.Domain.Access;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Attachments;

/// <summary>A file at a document. It goes with the document.</summary>
public sealed class Attachment : AggregateRoot, IOrganizationOwned
{
    public const int LongestName = 200;
    public const int MostOfDocument = 50;
    public const int LargestMegabytes = 20;

    private Attachment()
    {
    }

    public AttachmentId Id { get; private init; }

    public OrganizationId OrganizationId { get; private init; }

    public DocumentKind DocumentKind { get; private init; }

    public Guid DocumentId { get; private init; }

    public FileId FileId { get; private init; }

    public string Name { get; private init; } = "";

    public UserId? AttachedBy { get; private init; }

    public DateTimeOffset AttachedAt { get; private init; }

    /// <exception cref="DomainException"><c>validation_error</c>; <c>attachments.unsupported_type</c>; <c>attachments.name_mismatch</c>.</exception>
    public static FileFormat FormatOf(string name, ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty)
            throw new DomainException(Error.Validation("file", "This file is empty."));
        if (name.Length is 0 or > LongestName)
            throw new DomainException(Error.Validation("file", $"A file’s name has 1 to {LongestName} characters."));

        var format = FileFormat.Of(content) ?? throw new DomainException(AttachmentsErrors.UnsupportedType);
        return format.Names(name) ? format : throw new DomainException(AttachmentsErrors.NameMismatch(format.Extensions));
    }

    public static Attachment Add(OrganizationId organization, DocumentReference document, FileId file, string name, UserId? by, DateTimeOffset at) => new()
    {
        Id = EntityId.New<AttachmentId>(),
        OrganizationId = organization,
        DocumentKind = document.Kind,
        DocumentId = document.Id,
        FileId = file,
        Name = name,
        AttachedBy = by,
        AttachedAt = at,
    };
}
