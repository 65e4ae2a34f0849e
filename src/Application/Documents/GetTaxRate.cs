using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Documents;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Documents;

/// <summary>One tax rate with the taxes that it consists of.</summary>
[RequirePermission(Permissions.TaxRates.Read)]
public sealed record GetTaxRate(TaxRateId Id) : IQuery<TaxRateView>;

internal sealed class GetTaxRateHandler(ITaxRateReads reads) : IHandler<GetTaxRate, TaxRateView>
{
    public async Task<Result<TaxRateView>> Handle(GetTaxRate request, CancellationToken cancellationToken) =>
        await reads.FindAsync(request.Id, cancellationToken) is { } rate ? rate : Error.NotFound("tax rate");
}
