using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>
/// Takes an import back with its lines, while none of them is posted or reconciled. Lines that a later import brought as
/// well stay, as that one's.
/// </summary>
[RequirePermission(Permissions.Banking.Import)]
[Audited("statement_import.undo", "Took back a statement import")]
public sealed record UndoStatementImport(BankAccountId BankAccountId, StatementImportId Id) : ICommand<UndoneImport>, IOnBankAccount;

/// <param name="ImportId">Which.</param>
/// <param name="Removed">Lines that are gone.</param>
/// <param name="Kept">Lines that stay, since another import brought them as well.</param>
public sealed record UndoneImport(StatementImportId ImportId, int Removed, int Kept);

internal sealed class UndoStatementImportHandler(
    IRepository<StatementImport> imports, IBankLines lines, IRepeatedLines repeats, TimeProvider clock)
    : IHandler<UndoStatementImport, UndoneImport>
{
    public async Task<Result<UndoneImport>> Handle(UndoStatementImport command, CancellationToken cancellationToken)
    {
        await lines.LockAsync(command.BankAccountId, cancellationToken);
        var import = await imports.FindAsync(command.Id, cancellationToken);
        if (import?.BankAccountId != command.BankAccountId)
        {
            return Error.NotFound("import");
        }

        var kept = await repeats.HandOverAsync(import.Id, cancellationToken);
        var count = await lines.CountAsync(import.Id, cancellationToken);
        import.Undo(count, clock.GetUtcNow());
        await lines.RemoveAsync(import.Id, cancellationToken);
        return new UndoneImport(import.Id, count.All, kept);
    }
}
