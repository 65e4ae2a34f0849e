using Financbase.Application.Access;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>What importing a file would bring. Stores nothing.</summary>
[RequirePermission(Permissions.Banking.Import)]
public sealed record PreviewStatement(BankAccountId BankAccountId, StatementFile File, CsvProfile? Profile = null) : IQuery<StatementPreview>, IOnBankAccount, IReadsStatement;

internal sealed class PreviewStatementHandler(IRepository<BankAccount> accounts, StatementIntake intake)
    : IHandler<PreviewStatement, StatementPreview>
{
    public async Task<Result<StatementPreview>> Handle(PreviewStatement query, CancellationToken cancellationToken)
    {
        if (await accounts.FindAsync(query.BankAccountId, cancellationToken) is not { } account)
        {
            return Error.NotFound("bank account");
        }

        var result = await intake.ExamineAsync(account, query.File, query.Profile, cancellationToken);
        result.RequireMapping(query.Profile is not null);
        return StatementPreview.Of(result);
    }
}
