using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Ledger;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>Says that two lines of two bank accounts are one transfer: both are posted, each on its own day.</summary>
/// <param name="Id">A line that nobody has dealt with.</param>
/// <param name="CounterpartId">The other end: the same amount the other way, or another currency.</param>
[RequirePermission(Permissions.Banking.Categorize)]
[Audited("bank_transaction.match", "Matched two bank lines as a transfer")]
public sealed record MatchBankTransaction(BankTransactionId Id, BankTransactionId CounterpartId) : ICommand<PostedLine>, IConcerns
{
    Resource? IConcerns.Concerned => null;
}

internal sealed class MatchBankTransactionHandler(BankDesk desk, IPostingAccounts posting) : IHandler<MatchBankTransaction, PostedLine>
{
    public async Task<Result<PostedLine>> Handle(MatchBankTransaction command, CancellationToken cancellationToken)
    {
        if (await desk.FindAsync(command.Id, Permissions.Banking.Categorize, cancellationToken) is not { } line
            || await desk.FindAsync(command.CounterpartId, Permissions.Banking.Categorize, cancellationToken) is not { } other)
            return Error.NotFound("bank transaction");

        await desk.PairAsync(line, other, await posting.ReadAsync(cancellationToken), cancellationToken);
        return new PostedLine(line.Id, line.EntryId!.Value);
    }
}
