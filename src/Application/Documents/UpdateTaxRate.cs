using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Documents;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Documents;

/// <summary>Describes a tax rate anew, and archives it or offers it again. Finalised documents keep what they were made with.</summary>
[RequirePermission(Permissions.TaxRates.Manage)]
[Audited("tax_rate.change", "Changed a tax rate")]
public sealed record UpdateTaxRate(
    TaxRateId Id, string Name, IReadOnlyList<TaxPart> Parts, TaxCategory Category = TaxCategory.Standard, bool IsInclusive = false, bool IsArchived = false)
    : ICommand<TaxRateView>;

internal sealed class UpdateTaxRateHandler(IRepository<TaxRate> rates) : IHandler<UpdateTaxRate, TaxRateView>
{
    public async Task<Result<TaxRateView>> Handle(UpdateTaxRate command, CancellationToken cancellationToken)
    {
        if (await rates.FindAsync(command.Id, cancellationToken) is not { } rate)
            return Error.NotFound("tax rate");

        rate.Describe(command.Name, command.Category, command.IsInclusive, command.Parts);
        if (command.IsArchived)
            rate.Archive();
        else
            rate.Restore();
        return TaxRateView.Of(rate);
    }
}
