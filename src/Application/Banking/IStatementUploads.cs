using Financbase.Domain.Banking;

namespace Financbase.Application.Banking;

/// <summary>Files that wait between preview and import.</summary>
public interface IStatementUploads
{
    /// <summary>Also forgets what the organization left behind for more than a day. False when too many wait.</summary>
    Task<bool> AddAsync(StatementUpload upload, CancellationToken ct);

    /// <summary>Null when it is unknown, expired, or was uploaded for another account.</summary>
    Task<StatementUpload?> FindAsync(BankAccountId account, StatementUploadId id, CancellationToken ct);

    void Remove(StatementUpload upload);
}
