namespace Financbase.Application.Attachments;

/// <summary>
/// Where contents lie: a folder, or a bucket that speaks S3. It gets them encrypted and knows nothing of organizations; a
/// name is made of letters, digits, hyphens and slashes.
/// </summary>
public interface IFileStore
{
    /// <summary>Whole or not at all, whatever happens meanwhile.</summary>
    Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken ct);

    /// <summary>Null where there is none.</summary>
    Task<byte[]?> ReadAsync(string name, CancellationToken ct);

    /// <summary>It need not be there.</summary>
    Task DeleteAsync(string name, CancellationToken ct);

    /// <summary>Everything, in no order, and since when it lies there.</summary>
    IAsyncEnumerable<(string Name, DateTimeOffset At)> ListAsync(CancellationToken ct);
}
