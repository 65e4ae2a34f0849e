using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Ledger;

/// <summary>What was posted to one account, oldest first, with the balance after each posting.</summary>
/// <param name="Id">The account.</param>
/// <param name="From">The first day; null for the beginning.</param>
/// <param name="To">The last day; null for the end.</param>
/// <param name="Page">Which page.</param>
[RequirePermission(Permissions.Ledger.Read)]
public sealed record GetGeneralLedger(AccountId Id, DateOnly? From, DateOnly? To, PageRequest Page) : IQuery<GeneralLedger>;

internal sealed class GetGeneralLedgerHandler(ILedgerReports reports) : IHandler<GetGeneralLedger, GeneralLedger>
{
    public async Task<Result<GeneralLedger>> Handle(GetGeneralLedger request, CancellationToken cancellationToken) =>
        await reports.ReadAccountAsync(request.Id, request.From, request.To, request.Page, cancellationToken) is { } ledger ? ledger : Error.NotFound("account");
}
