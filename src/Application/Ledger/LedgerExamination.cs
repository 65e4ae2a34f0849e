namespace Financbase.Application.Ledger;

/// <summary>Everything that is looked at when books are worked out anew.</summary>
internal sealed class LedgerExamination(ILedgerReports reports, IEnumerable<ILedgerCheck> checks)
{
    public async Task<LedgerVerification> RunAsync(CancellationToken ct)
    {
        var found = await reports.VerifyAsync(ct);
        var faults = found.Faults.ToList();
        foreach (var check in checks)
            faults.AddRange(await check.FindAsync(ct));
        return found with { Faults = faults };
    }
}
