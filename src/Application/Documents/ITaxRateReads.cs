using Financbase.Application.Paging;
using Financbase.Domain.Documents;

namespace Financbase.Application.Documents;

/// <summary>Tax rates of the current organization.</summary>
public interface ITaxRateReads
{
    Task<Page<TaxRateView>> ListAsync(TaxRateFilter filter, PageRequest page, CancellationToken ct);

    Task<TaxRateView?> FindAsync(TaxRateId id, CancellationToken ct);
}
