namespace Financbase.Application.Ledger;

/// <summary>Everything that is looked at when books are worked out anew.</summary>
internal sealed class LedgerExamination(ILedgerChecks examined, IEnumerable<ILedgerCheck> checks)
{
    public async Task<LedgerVerification> RunAsync(CancellationToken ct)
    {
        var (entries, postings) = await examined.BeginAsync(ct);
        var faults = new List<LedgerFault>();
        foreach (var check in checks)
            faults.AddRange(await check.FindAsync(ct));
        return new LedgerVerification(entries, postings, faults);
    }
}
