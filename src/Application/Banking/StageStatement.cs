using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>Keeps a file while a person looks at its preview. It is read first: what can never be imported is not kept.</summary>
[RequirePermission(Permissions.Banking.Import)]
[Audited("statement_upload.stage", "Uploaded a bank statement for preview")]
public sealed record StageStatement(BankAccountId BankAccountId, StatementFile File) : ICommand<StatementUploadId>, IOnBankAccount, IReadsStatement;

internal sealed class StageStatementHandler(
    IRepository<BankAccount> accounts, StatementIntake intake, IStatementUploads uploads, TimeProvider clock)
    : IHandler<StageStatement, StatementUploadId>
{
    public async Task<Result<StatementUploadId>> Handle(StageStatement command, CancellationToken cancellationToken)
    {
        if (await accounts.FindAsync(command.BankAccountId, cancellationToken) is not { } account)
        {
            return Error.NotFound("bank account");
        }

        var result = await intake.ExamineAsync(account, command.File, profile: null, cancellationToken);
        var upload = StatementUpload.Stage(account, result.Own.Hide(command.File.Name), command.File.Content.ToArray(), clock.GetUtcNow());
        return await uploads.AddAsync(upload, cancellationToken) ? upload.Id : BankingErrors.TooManyUploads;
    }
}
