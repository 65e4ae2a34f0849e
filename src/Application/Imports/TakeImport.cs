using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Banking;
using Financbase.Application.Events;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Events;
using Financbase.Domain.Imports;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Imports;

/// <summary>
/// Takes a file in, all of it or nothing unless rows with faults are to be left out. What is here already is not added again, so the same file adds nothing
/// twice. It takes the right to manage what comes in besides.
/// </summary>
/// <param name="Terms">The file, and how it is to be taken.</param>
[RequirePermission(Permissions.Ledger.Post)]
[Audited("file_import.take", "Took in a file")]
public sealed record TakeImport(ImportTerms Terms) : ICommand<TakenImport>, IReadsStatement;

internal sealed class TakeImportHandler(ImportDesk desk, IImportBooks books, IResourceLock locks, IEventLog events, IAuditNotes notes, TimeProvider clock)
    : IHandler<TakeImport, TakenImport>
{
    public async Task<Result<TakenImport>> Handle(TakeImport command, CancellationToken cancellationToken)
    {
        // Of two who take in the same file at once, the second finds what the first has done.
        await locks.HoldAsync("imports", cancellationToken);
        var plan = await desk.PlanAsync(command.Terms, cancellationToken);
        if (plan.Columns.Missing is { Count: > 0 } missing)
            return Error.Validation("columns", $"No column says: {string.Join(", ", missing.Select(field => field.Title))}. Say which one does.");
        var faulty = plan.With(RowOutcome.Faulty).ToList();
        if (faulty.Count > 0 && !command.Terms.SkipFaulty)
            return ImportErrors.Faulty(faulty.Count, faulty[0].Row.Line, faulty[0].Row.Faults[0]);
        var rows = plan.Rows.Select(row => row.Plan).Where(row => row.Outcome is RowOutcome.New or RowOutcome.Changed).ToList();
        if (rows.Count == 0)
            return faulty.Count > 0 ? ImportErrors.Faulty(faulty.Count, faulty[0].Row.Line, faulty[0].Row.Faults[0]) : ImportErrors.NothingNew;

        // The past starts no automations.
        events.Origin = EventOrigin.Backfill;
        await plan.Import.TakeAsync(rows, command.Terms, cancellationToken);
        var added = rows.Select(row => row.Record).OfType<Guid>().ToList();
        var taken = new TakenImport(
            Guid.CreateVersion7(clock.GetUtcNow()), command.Terms.Kind, command.Terms.FileName, clock.GetUtcNow(), added.Count, rows.Count - added.Count, faulty.Count);
        await books.AddAsync(taken, added, cancellationToken);
        notes.About(new AuditTarget("file_import", taken.Id.ToString(), taken.FileName));
        notes.Tell("kind", $"{taken.Kind}");
        notes.Count("added", taken.Added);
        notes.Count("changed", taken.Changed);
        notes.Count("skipped", taken.Skipped);
        return taken;
    }
}
