using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>Leaves a line out of the books, such as one that the bank itself took back.</summary>
[RequirePermission(Permissions.Banking.Categorize)]
[Audited("bank_transaction.exclude", "Left a bank line out of the books")]
public sealed record ExcludeBankTransaction(BankTransactionId Id) : ICommand<Done>, IConcerns
{
    Resource? IConcerns.Concerned => null;
}

internal sealed class ExcludeBankTransactionHandler(BankDesk desk) : IHandler<ExcludeBankTransaction, Done>
{
    public async Task<Result<Done>> Handle(ExcludeBankTransaction command, CancellationToken cancellationToken)
    {
        if (await desk.FindAsync(command.Id, Permissions.Banking.Categorize, cancellationToken) is not { } line)
            return Error.NotFound("bank transaction");

        line.Exclude();
        return new Done();
    }
}
