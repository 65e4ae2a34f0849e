using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;

namespace Financbase.Application.Sales;

/// <summary>What of the customer's payments and credit notes could be used for an invoice; the oldest first, at most fifty.</summary>
[RequirePermission(Permissions.Invoices.Read)]
public sealed record GetOpenCredits(InvoiceId Id) : IQuery<IReadOnlyList<OpenCredit>>;

internal sealed class GetOpenCreditsHandler(ISettlements settlements) : IHandler<GetOpenCredits, IReadOnlyList<OpenCredit>>
{
    private const int Most = 50;

    public async Task<Result<IReadOnlyList<OpenCredit>>> Handle(GetOpenCredits request, CancellationToken cancellationToken)
    {
        OpenCredit[] credits = [.. await settlements.ListCreditsAsync(request.Id, Most, cancellationToken)];
        return credits;
    }
}
