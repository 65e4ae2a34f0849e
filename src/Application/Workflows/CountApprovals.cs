using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Workflows;

/// <summary>How many approvals wait for the reader; counted up to 100.</summary>
[RequirePermission(Permissions.Approvals.Read)]
public sealed record CountApprovals : IQuery<int>;

internal sealed class CountApprovalsHandler(IApprovalReads reads, ICurrentPrincipal principal) : IHandler<CountApprovals, int>
{
    public async Task<Result<int>> Handle(CountApprovals request, CancellationToken cancellationToken) =>
        await reads.CountAskedAsync(principal.Current.UserId!.Value, cancellationToken);
}
