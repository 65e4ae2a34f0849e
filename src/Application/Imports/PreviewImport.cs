using Financbase.Application.Access;
using Financbase.Application.Banking;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Imports;

namespace Financbase.Application.Imports;

/// <summary>What a file would bring in, row by row, and why not. Nothing is stored. It takes the right to manage what comes in besides.</summary>
/// <param name="Terms">The file, and how it is to be taken.</param>
[RequirePermission(Permissions.Ledger.Post)]
public sealed record PreviewImport(ImportTerms Terms) : IQuery<ImportPreview>, IReadsStatement;

/// <param name="Kind">What its rows are.</param>
/// <param name="Encoding">In which the file was found to be.</param>
/// <param name="Headings">Of its columns.</param>
/// <param name="Columns">Which of them says what.</param>
/// <param name="Missing">Required ones that no column says; then no row was read.</param>
/// <param name="New">How many records would be added.</param>
/// <param name="Changed">How many would be changed.</param>
/// <param name="Same">How many are here already and say the same.</param>
/// <param name="Faulty">How many rows have faults.</param>
/// <param name="Rows">Up to a thousand with faults and up to a hundred others, in their order.</param>
public sealed record ImportPreview(
    ImportKind Kind, string Encoding, IReadOnlyList<string> Headings, IReadOnlyList<ImportColumn> Columns, IReadOnlyList<string> Missing, int New, int Changed, int Same, int Faulty,
    IReadOnlyList<ImportPreviewRow> Rows)
{
    // A record prints its members, and these name people.
    public override string ToString() => nameof(ImportPreview);
}

/// <param name="Line">Of the file, from 1.</param>
/// <param name="Name">Of the record.</param>
/// <param name="Outcome">What would become of it.</param>
/// <param name="Faults">Why it would not come in.</param>
public sealed record ImportPreviewRow(int Line, string Name, RowOutcome Outcome, IReadOnlyList<string> Faults);

internal sealed class PreviewImportHandler(ImportDesk desk) : IHandler<PreviewImport, ImportPreview>
{
    private const int MostFaulty = 1_000;
    private const int MostOthers = 100;

    public async Task<Result<ImportPreview>> Handle(PreviewImport request, CancellationToken cancellationToken)
    {
        var plan = await desk.PlanAsync(request.Terms, cancellationToken);
        var shown = plan.With(RowOutcome.Faulty).Take(MostFaulty).Concat(plan.Rows.Where(row => row.Plan.Outcome != RowOutcome.Faulty).Take(MostOthers));
        return new ImportPreview(
            request.Terms.Kind, plan.Encoding, plan.Headings, plan.Columns.Views, [.. plan.Columns.Missing.Select(field => field.Title)],
            plan.With(RowOutcome.New).Count(), plan.With(RowOutcome.Changed).Count(), plan.With(RowOutcome.Same).Count(), plan.With(RowOutcome.Faulty).Count(),
            [.. shown.OrderBy(row => row.Row.Line).Select(row => new ImportPreviewRow(row.Row.Line, row.Plan.Name, row.Plan.Outcome, row.Row.Faults))]);
    }
}
