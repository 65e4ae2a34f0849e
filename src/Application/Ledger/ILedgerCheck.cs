namespace Financbase.Application.Ledger;

/// <summary>Looks for one kind of fault in the current organization’s books, in the current transaction.</summary>
public interface ILedgerCheck
{
    /// <summary>At most a hundred.</summary>
    Task<IReadOnlyList<LedgerFault>> FindAsync(CancellationToken ct);
}
