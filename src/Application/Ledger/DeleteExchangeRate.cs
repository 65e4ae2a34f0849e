using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Ledger;

/// <summary>Takes a rate away; the one before it holds again. What was posted with it stays as it is.</summary>
[RequirePermission(Permissions.ExchangeRates.Manage)]
[Audited("exchange_rate.delete", "Deleted an exchange rate")]
public sealed record DeleteExchangeRate(ExchangeRateId Id) : ICommand<Done>;

internal sealed class DeleteExchangeRateHandler(IRepository<ExchangeRate> rates) : IHandler<DeleteExchangeRate, Done>
{
    public async Task<Result<Done>> Handle(DeleteExchangeRate command, CancellationToken cancellationToken)
    {
        if (await rates.FindAsync(command.Id, cancellationToken) is not { } rate)
            return Error.NotFound("exchange rate");

        rates.Remove(rate);
        return new Done();
    }
}
