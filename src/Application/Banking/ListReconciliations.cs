using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;

namespace Financbase.Application.Banking;

/// <summary>Reconciliations, the latest day first unless told otherwise.</summary>
/// <param name="Page">Which page.</param>
/// <param name="BankAccountId">Only of this bank account.</param>
/// <param name="State">Only these.</param>
[RequirePermission(Permissions.Banking.Read)]
public sealed record ListReconciliations(PageRequest Page, BankAccountId? BankAccountId = null, ReconciliationState? State = null)
    : IQuery<Page<ReconciliationView>>, ISorted, IConcerns
{
    public static Sorts Sorts { get; } = new("-through");

    Resource? IConcerns.Concerned => BankAccountId is { } account ? IOnBankAccount.Of(account) : null;
}

internal sealed class ListReconciliationsHandler(IReconciliations reconciliations, ICurrentPrincipal principal)
    : IHandler<ListReconciliations, Page<ReconciliationView>>
{
    public async Task<Result<Page<ReconciliationView>>> Handle(ListReconciliations request, CancellationToken cancellationToken) =>
        await reconciliations.ListAsync(
            principal.Current.Rights.Reach(Permissions.Banking.Read), request.BankAccountId, request.State, request.Page, cancellationToken);
}
