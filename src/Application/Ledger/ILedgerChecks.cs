namespace Financbase.Application.Ledger;

/// <summary>When the current organization’s books are worked out anew.</summary>
public interface ILedgerChecks
{
    /// <summary>False where that day is taken already.</summary>
    Task<bool> TakeAsync(DateOnly day, CancellationToken ct);

    /// <summary>Counts what there is to look at, and gives the queries that follow the time that large books need: half an hour each.</summary>
    Task<(long Entries, long Postings)> BeginAsync(CancellationToken ct);
}
