using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Ledger;

/// <summary>Corrects a rate. What was posted with it stays as it is.</summary>
[RequirePermission(Permissions.ExchangeRates.Manage)]
[Audited("exchange_rate.change", "Corrected an exchange rate")]
public sealed record ChangeExchangeRate(ExchangeRateId Id, decimal Rate) : ICommand<Done>;

internal sealed class ChangeExchangeRateHandler(IRepository<ExchangeRate> rates) : IHandler<ChangeExchangeRate, Done>
{
    public async Task<Result<Done>> Handle(ChangeExchangeRate command, CancellationToken cancellationToken)
    {
        if (await rates.FindAsync(command.Id, cancellationToken) is not { } rate)
            return Error.NotFound("exchange rate");

        rate.Change(command.Rate);
        return new Done();
    }
}
