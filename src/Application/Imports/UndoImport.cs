using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Events;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Events;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Imports;

/// <summary>
/// Takes an import back while nothing was built on it: what it added is deleted, open documents are void and their entries reversed. What it changed stays.
/// It takes the right to manage what came in besides.
/// </summary>
[RequirePermission(Permissions.Ledger.Post)]
[Audited("file_import.undo", "Took back an imported file")]
public sealed record UndoImport(Guid Id) : ICommand<UndoneFileImport>;

/// <param name="Removed">How many records were taken back; those that were deleted by then are not counted.</param>
public sealed record UndoneFileImport(int Removed);

internal sealed class UndoImportHandler(ImportDesk desk, IImportBooks books, IEventLog events, IAuditNotes notes) : IHandler<UndoImport, UndoneFileImport>
{
    public async Task<Result<UndoneFileImport>> Handle(UndoImport command, CancellationToken cancellationToken)
    {
        if (await books.HoldAsync(command.Id, cancellationToken) is not { } taken)
            return Error.NotFound("import");

        events.Origin = EventOrigin.Backfill;
        var removed = await desk.Of(taken.Kind).UndoAsync(taken.Id, cancellationToken);
        await books.CloseAsync(taken.Id, cancellationToken);
        notes.About(new AuditTarget("file_import", taken.Id.ToString(), taken.FileName));
        notes.Tell("kind", $"{taken.Kind}");
        notes.Count("removed", removed);
        return new UndoneFileImport(removed);
    }
}
