using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Audit;

/// <summary>One entry of the audit log: who did what to which thing, and what changed.</summary>
[RequirePermission(Permissions.Audit.Read)]
public sealed record GetAuditLog(Guid Id) : IQuery<AuditLogView>;

internal sealed class GetAuditLogHandler(IAuditReads reads) : IHandler<GetAuditLog, AuditLogView>
{
    public async Task<Result<AuditLogView>> Handle(GetAuditLog request, CancellationToken cancellationToken) =>
        await reads.FindAsync(request.Id, cancellationToken) is { } found ? found : Error.NotFound("audit log entry");
}
