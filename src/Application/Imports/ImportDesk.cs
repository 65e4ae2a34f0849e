using Financbase.Application.Access;
using Financbase.Application.Banking;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Imports;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Imports;

/// <summary>What each row of a file would do.</summary>
internal sealed record ImportPlan(
    IRecordImport Import, string Encoding, IReadOnlyList<string> Headings, ImportColumns Columns, IReadOnlyList<(ImportRow Row, RowPlan Plan)> Rows)
{
    public IEnumerable<(ImportRow Row, RowPlan Plan)> With(RowOutcome outcome) => Rows.Where(row => row.Plan.Outcome == outcome);
}

/// <summary>Reads a file and says what it would do.</summary>
internal sealed class ImportDesk(ITableFiles files, IEnumerable<IRecordImport> imports, ReadingTurn turn, ICurrentPrincipal principal, IMultiTenantContextAccessor tenant)
{
    /// <exception cref="DomainException"><c>forbidden</c>.</exception>
    public IRecordImport Of(ImportKind kind)
    {
        var import = imports.Single(one => one.Kind == kind);
        return principal.Current.Rights.Decide(import.Permission, null).IsAllowed() ? import : throw new DomainException(Error.Forbidden(import.Permission));
    }

    /// <summary>Where a required column is missing, no row is read.</summary>
    /// <exception cref="DomainException">What <see cref="ITableFiles.Read"/> refuses; <c>forbidden</c>, <c>validation_error</c>.</exception>
    public async Task<ImportPlan> PlanAsync(ImportTerms terms, CancellationToken ct)
    {
        var import = Of(terms.Kind);
        var (table, columns, rows) = turn.Read(() => Cut(import, terms));
        if (columns.Missing.Count > 0)
            return new(import, table.Encoding, table.Headings, columns, []);

        var plan = await import.PrepareAsync(rows, terms, ct);
        var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        return new(import, table.Encoding, table.Headings, columns, [.. rows.Select(row => (row, Planned(row)))]);

        RowPlan Planned(ImportRow row)
        {
            if (import.KeyOf(row) is not { } key)
            {
                row.Note($"{string.Join(" and ", import.Fields.Where(field => field.IsRequired && row[field.Key] is null).Select(field => $"“{field.Title}”"))} is empty.");
                return RowPlan.Faulty("");
            }

            if (!seen.TryAdd(key, row.Line))
                row.Note($"It stands in line {seen[key]} already.");
            var planned = plan(row);
            if (planned.Outcome == RowOutcome.Changed && !terms.Update)
                row.Note("It is here already and says something else.");
            return row.Faults.Count > 0 ? planned with { Outcome = RowOutcome.Faulty, Do = null } : planned;
        }
    }

    private (TableFile Table, ImportColumns Columns, IReadOnlyList<ImportRow> Rows) Cut(IRecordImport import, ImportTerms terms)
    {
        var table = files.Read(terms.Content);
        var columns = new ImportColumns(import.Fields, table.Headings, terms.Columns);
        var cells = table.Rows.Select(row => (row.Line, Cells: columns.Read(row))).ToList();
        var amounts = files.Amounts(Said(FieldShape.Amount), tenant.Tenant!.BaseCurrency, terms.DecimalSeparator)
            ?? throw new DomainException(Error.Validation("decimalSeparator", "The amounts can be read in two ways. Say what parts the decimals: a point or a comma."));
        var days = files.Days(Said(FieldShape.Day), terms.DateFormat)
            ?? throw new DomainException(Error.Validation("dateFormat", "The days can be read in two ways. Say how they are written, such as dd.MM.yyyy or MM/dd/yyyy."));
        return (table, columns, [.. cells.Select(row => new ImportRow(row.Line, row.Cells, amounts, days))]);

        IEnumerable<string> Said(FieldShape shape)
        {
            var fields = import.Fields.Where(field => field.Shape == shape).Select(field => field.Key).ToList();
            return cells.SelectMany(row => fields.Select(field => row.Cells.GetValueOrDefault(field))).OfType<string>();
        }
    }
}
