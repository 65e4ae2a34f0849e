using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Attachments;

/// <summary>
/// A file of an organization, kept once however often it is attached. The row knows it by a fingerprint and holds the key
/// that opens it; the content lies, encrypted, in the file store.
/// </summary>
public sealed class StoredFile : AggregateRoot, IOrganizationOwned
{
    private StoredFile()
    {
    }

    public FileId Id { get; private init; }

    public OrganizationId OrganizationId { get; private init; }

    /// <summary>The same for equal contents of the organization, and meaningless without its key.</summary>
    public byte[] Fingerprint { get; private init; } = [];

    /// <summary>Opens the content, 32 bytes. Stored sealed.</summary>
    public byte[] Key { get; private init; } = [];

    public string MediaType { get; private init; } = "";

    /// <summary>In bytes.</summary>
    public long Size { get; private init; }

    /// <summary>A small picture of it is kept too.</summary>
    public bool HasThumbnail { get; private init; }

    public static StoredFile Keep(OrganizationId organization, byte[] fingerprint, byte[] key, FileFormat format, long size, bool hasThumbnail) => new()
    {
        Id = EntityId.New<FileId>(),
        OrganizationId = organization,
        Fingerprint = fingerprint,
        Key = key,
        MediaType = format.MediaType,
        Size = size,
        HasThumbnail = hasThumbnail,
    };
}
