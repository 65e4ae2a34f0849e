using System.Security.Cryptography;
using Financbase.Application.Attachments;
using Financbase.Application.Tenancy;
using Financbase.Domain.Attachments;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Encryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Financbase.Infrastructure.Attachments;

/// <summary>
/// Each file has a key of its own, sealed in its row: turning the organization's keys touches no content, and without its
/// row a content is noise. The content lies in the store before the row is there; one that never gets a row is swept.
/// </summary>
internal sealed partial class FileKeeper(
    FinancbaseDbContext context, IMultiTenantContextAccessor tenant, Vault vault, IFileStore store, ILogger<FileKeeper> logger) : IFiles
{
    private const int KeyLength = 32;

    public async Task<FileId> KeepAsync(ReadOnlyMemory<byte> content, FileFormat format, CancellationToken ct)
    {
        var fingerprint = vault.Index(tenant.OrganizationId, StoredFileConfiguration.Key.Column, Convert.ToHexStringLower(SHA256.HashData(content.Span)));
        var known = await context.Set<StoredFile>().AsNoTracking().Where(file => file.Fingerprint == fingerprint).Select(file => (FileId?)file.Id).SingleOrDefaultAsync(ct);
        if (known is { } id)
            return id;

        var small = format.IsImage ? Thumbnail.Of(content) : null;
        var file = StoredFile.Keep(tenant.OrganizationId, fingerprint, RandomNumberGenerator.GetBytes(KeyLength), format, content.Length, small is not null);
        await WriteAsync(file, FileName.Of(file), content, ct);
        if (small is not null)
            await WriteAsync(file, FileName.OfSmall(file), small, ct);
        context.Add(file);
        return file.Id;
    }

    public async Task<byte[]?> ReadAsync(FileId file, bool small, CancellationToken ct)
    {
        var row = await context.Set<StoredFile>().AsNoTracking().SingleAsync(known => known.Id == file, ct);
        if (small && !row.HasThumbnail)
            return null;

        var name = small ? FileName.OfSmall(row) : FileName.Of(row);
        var content = await store.ReadAsync(name, ct);
        try
        {
            return Aead.Open(row.Key, content, name);
        }
        catch (CryptographicException broken)
        {
            Lost(broken, name);
            throw new DomainException(AttachmentsErrors.Lost);
        }
    }

    private Task WriteAsync(StoredFile file, string name, ReadOnlyMemory<byte> content, CancellationToken ct) =>
        store.WriteAsync(name, Aead.Seal(file.Key, content.Span, name), ct);

    [LoggerMessage(LogLevel.Error, "The file {Name} of the file store is missing or was changed")]
    private partial void Lost(Exception exception, string name);
}
