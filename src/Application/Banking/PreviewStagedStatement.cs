using Financbase.Application.Access;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>What importing a staged file would bring, with the questions that its mapping leaves open.</summary>
[RequirePermission(Permissions.Banking.Import)]
public sealed record PreviewStagedStatement(BankAccountId BankAccountId, StatementUploadId UploadId, CsvProfile? Profile = null)
    : IQuery<StagedPreview>, IOnBankAccount, IReadsStatement;

public sealed record StagedPreview(string FileName, StatementPreview Preview);

internal sealed class PreviewStagedStatementHandler(IRepository<BankAccount> accounts, IStatementUploads uploads, StatementIntake intake)
    : IHandler<PreviewStagedStatement, StagedPreview>
{
    public async Task<Result<StagedPreview>> Handle(PreviewStagedStatement query, CancellationToken cancellationToken)
    {
        if (await accounts.FindAsync(query.BankAccountId, cancellationToken) is not { } account)
        {
            return Error.NotFound("bank account");
        }

        if (await uploads.FindAsync(query.BankAccountId, query.UploadId, cancellationToken) is not { } upload)
        {
            return BankingErrors.UploadGone;
        }

        var file = new StatementFile(upload.FileName, upload.Content);
        return new StagedPreview(
            upload.FileName, StatementPreview.Of(await intake.ExamineAsync(account, file, query.Profile, cancellationToken)));
    }
}
