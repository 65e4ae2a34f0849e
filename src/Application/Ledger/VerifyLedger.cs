using Financbase.Application.Access;
using Financbase.Application.Pipeline;

namespace Financbase.Application.Ledger;

/// <summary>Works out anew from the postings what the books hold, and says where that is not what is kept.</summary>
[PlatformOnly]
public sealed record VerifyLedger : IQuery<LedgerVerification>;

/// <param name="Entries">How many were looked at.</param>
/// <param name="Postings">How many were looked at.</param>
/// <param name="Faults">What is wrong, at most a hundred of each kind.</param>
public sealed record LedgerVerification(long Entries, long Postings, IReadOnlyList<LedgerFault> Faults);

/// <param name="Kind"><c>entry</c>, <c>balance</c> or <c>reversal</c>.</param>
/// <param name="Id">Of the entry, or of the account.</param>
/// <param name="Sentence">What is wrong with it.</param>
public sealed record LedgerFault(string Kind, Guid Id, string Sentence);

internal sealed class VerifyLedgerHandler(ILedgerReports reports) : IHandler<VerifyLedger, LedgerVerification>
{
    public async Task<Result<LedgerVerification>> Handle(VerifyLedger request, CancellationToken cancellationToken) => await reports.VerifyAsync(cancellationToken);
}
