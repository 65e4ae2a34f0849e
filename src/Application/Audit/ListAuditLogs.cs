using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Audit;

/// <summary>The organization's audit log, the newest first.</summary>
[RequirePermission(Permissions.Audit.Read)]
public sealed record ListAuditLogs(AuditFilter Filter, PageRequest Page) : IQuery<Page<AuditLogView>>, ISorted
{
    public static Sorts Sorts { get; } = new("-at");
}

internal sealed class ListAuditLogsHandler(IAuditReads reads) : IHandler<ListAuditLogs, Page<AuditLogView>>
{
    public async Task<Result<Page<AuditLogView>>> Handle(ListAuditLogs request, CancellationToken cancellationToken) =>
        await reads.ListAsync(request.Filter, request.Page, cancellationToken);
}
