using Financbase.Application.Access;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Ledger;

/// <summary>One exchange rate: what a unit of a currency is worth from a day on.</summary>
[RequirePermission(Permissions.Ledger.Read)]
public sealed record GetExchangeRate(ExchangeRateId Id) : IQuery<ExchangeRateView>;

internal sealed class GetExchangeRateHandler(IRepository<ExchangeRate> rates) : IHandler<GetExchangeRate, ExchangeRateView>
{
    public async Task<Result<ExchangeRateView>> Handle(GetExchangeRate request, CancellationToken cancellationToken) =>
        await rates.FindAsync(request.Id, cancellationToken) is { } rate
            ? new ExchangeRateView(rate.Id, rate.Currency.Code, rate.Date, rate.Rate)
            : Error.NotFound("exchange rate");
}
