using Financbase.Application.Persistence;
using Financbase.Domain.Purchases;

namespace Financbase.Application.Purchases;

/// <summary>Finds a credit of a vendor and holds it.</summary>
internal sealed class VendorCreditDesk(IRepository<VendorCredit> credits, IVendorCredits books)
{
    /// <summary>The credit, held until the transaction ends. Ask before bills are held.</summary>
    public async Task<VendorCredit?> FindAsync(VendorCreditId id, CancellationToken ct)
    {
        await books.HoldAsync(id, ct);
        return await credits.FindAsync(id, ct);
    }
}
