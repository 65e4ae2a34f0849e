using Financbase.Application.Attachments;
using Financbase.Domain.Attachments;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Attachments.Stores;

/// <summary>An installation that has not been told where files lie: everything else works.</summary>
internal sealed class NoStore : IFileStore
{
    public Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken ct) => throw new DomainException(AttachmentsErrors.NoStore);

    public Task<byte[]?> ReadAsync(string name, CancellationToken ct) => throw new DomainException(AttachmentsErrors.NoStore);

    public Task DeleteAsync(string name, CancellationToken ct) => throw new DomainException(AttachmentsErrors.NoStore);

    public IAsyncEnumerable<(string Name, DateTimeOffset At)> ListAsync(CancellationToken ct) => AsyncEnumerable.Empty<(string, DateTimeOffset)>();
}
