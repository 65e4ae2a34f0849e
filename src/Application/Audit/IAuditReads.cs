using Financbase.Application.Paging;

namespace Financbase.Application.Audit;

/// <summary>Reads the current organization's audit log, the newest first.</summary>
public interface IAuditReads
{
    Task<Page<AuditLogView>> ListAsync(AuditFilter filter, PageRequest page, CancellationToken ct);

    Task<AuditLogView?> FindAsync(Guid id, CancellationToken ct);
}
