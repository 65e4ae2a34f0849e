using Financbase.Domain.Attachments;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Attachments;

/// <summary>The files of the current organization, encrypted with keys of its own; equal ones are kept once.</summary>
public interface IFiles
{
    /// <summary>Keeps it, or finds that it is kept already. It is forgotten if nothing is attached by the end of the unit of work.</summary>
    Task<FileId> KeepAsync(ReadOnlyMemory<byte> content, FileFormat format, CancellationToken ct);

    /// <summary>Null for a small picture of what has none.</summary>
    /// <exception cref="DomainException"><c>attachments.lost</c>: it is not there any more, or was changed.</exception>
    Task<byte[]?> ReadAsync(FileId file, bool small, CancellationToken ct);
}
