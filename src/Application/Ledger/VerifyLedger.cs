using Financbase.Application.Access;
using Financbase.Application.Pipeline;

namespace Financbase.Application.Ledger;

/// <summary>Works out anew from postings and documents what the books hold, and says where that is not what is kept.</summary>
[PlatformOnly]
public sealed record VerifyLedger : IQuery<LedgerVerification>;

/// <param name="Entries">How many were looked at.</param>
/// <param name="Postings">How many were looked at.</param>
/// <param name="Faults">What is wrong, at most a hundred of each kind.</param>
public sealed record LedgerVerification(long Entries, long Postings, IReadOnlyList<LedgerFault> Faults);

/// <param name="Kind"><c>entry</c>, <c>balance</c>, <c>reversal</c>, <c>number</c> or <c>control</c>.</param>
/// <param name="Id">Of the entry, the account or the document; null where none of them is at fault alone.</param>
/// <param name="Sentence">What is wrong with it.</param>
public sealed record LedgerFault(string Kind, Guid? Id, string Sentence);

internal sealed class VerifyLedgerHandler(LedgerExamination examination) : IHandler<VerifyLedger, LedgerVerification>
{
    public async Task<Result<LedgerVerification>> Handle(VerifyLedger request, CancellationToken cancellationToken) => await examination.RunAsync(cancellationToken);
}
