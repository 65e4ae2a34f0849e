using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>One reconciliation; while it is open, with what bank and books come to just now.</summary>
[RequirePermission(Permissions.Banking.Read)]
public sealed record GetReconciliation(ReconciliationId Id) : IQuery<ReconciliationView>, IConcerns
{
    Resource? IConcerns.Concerned => null;
}

internal sealed class GetReconciliationHandler(IReconciliations reconciliations, ICurrentPrincipal principal) : IHandler<GetReconciliation, ReconciliationView>
{
    public async Task<Result<ReconciliationView>> Handle(GetReconciliation request, CancellationToken cancellationToken) =>
        await reconciliations.FindAsync(principal.Current.Rights.Reach(Permissions.Banking.Read), request.Id, cancellationToken) is { } found
            ? found
            : Error.NotFound("reconciliation");
}
