using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Documents;

/// <summary>The tax rates that lines of documents choose from.</summary>
[RequirePermission(Permissions.TaxRates.Read)]
public sealed record ListTaxRates(TaxRateFilter Filter, PageRequest Page) : IQuery<Page<TaxRateView>>, ISorted
{
    public static Sorts Sorts { get; } = new("name");
}

internal sealed class ListTaxRatesHandler(ITaxRateReads reads) : IHandler<ListTaxRates, Page<TaxRateView>>
{
    public async Task<Result<Page<TaxRateView>>> Handle(ListTaxRates request, CancellationToken cancellationToken) =>
        await reads.ListAsync(request.Filter, request.Page, cancellationToken);
}
