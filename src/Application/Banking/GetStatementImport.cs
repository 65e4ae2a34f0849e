using Financbase.Application.Access;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>One import and what it brought.</summary>
[RequirePermission(Permissions.Banking.Read)]
public sealed record GetStatementImport(BankAccountId BankAccountId, StatementImportId Id) : IQuery<StatementImportView>, IOnBankAccount;

internal sealed class GetStatementImportHandler(IRepository<StatementImport> imports) : IHandler<GetStatementImport, StatementImportView>
{
    public async Task<Result<StatementImportView>> Handle(GetStatementImport query, CancellationToken cancellationToken)
    {
        var import = await imports.FindAsync(query.Id, cancellationToken);
        return import?.BankAccountId == query.BankAccountId ? StatementImportView.Of(import) : Error.NotFound("import");
    }
}
