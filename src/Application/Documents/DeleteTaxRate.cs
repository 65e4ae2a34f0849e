using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Documents;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Documents;

/// <summary>Forgets a tax rate; where something refers to it, archives it.</summary>
[RequirePermission(Permissions.TaxRates.Manage)]
[Audited("tax_rate.remove", "Deleted or archived a tax rate")]
public sealed record DeleteTaxRate(TaxRateId Id) : ICommand<Removed>;

internal sealed class DeleteTaxRateHandler(IRepository<TaxRate> rates, IDocumentUses uses) : IHandler<DeleteTaxRate, Removed>
{
    public async Task<Result<Removed>> Handle(DeleteTaxRate command, CancellationToken cancellationToken)
    {
        if (await rates.FindAsync(command.Id, cancellationToken) is not { } rate)
            return Error.NotFound("tax rate");

        var isUsed = await uses.HasAnyAsync(rate.Id, cancellationToken);
        if (isUsed)
            rate.Archive();
        else
            rates.Remove(rate);
        return new Removed(isUsed);
    }
}
