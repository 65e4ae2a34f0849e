using Financbase.Application.Imports;
using Financbase.Application.Tenancy;
using Financbase.Domain.Imports;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Imports;

internal sealed class ImportBooks(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : IImportBooks
{
    private const int MostNamed = 5;

    private Guid Organization => tenant.OrganizationId.Value;

    public async Task<IReadOnlyList<KnownRecord>> FindAsync(ImportKind kind, IReadOnlyCollection<string> keys, CancellationToken ct)
    {
        var (table, key) = ImportTables.Of(kind);
        var sql = $"SELECT t.id, k.wanted AS key FROM unnest({{1}}) AS k (wanted) JOIN {table} t ON lower({key}) = lower(k.wanted) WHERE t.organization_id = {{0}} ORDER BY t.id";
        return await context.Database.SqlQueryRaw<KnownRecord>(sql, Organization, keys.ToArray()).ToListAsync(ct);
    }

    public Task AddAsync(TakenImport import, IReadOnlyCollection<Guid> records, CancellationToken ct) => context.Database.ExecuteSqlAsync($"""
        WITH taken AS (
            INSERT INTO file_imports (organization_id, id, kind, file_name, taken_at, added, changed, skipped)
            VALUES ({Organization}, {import.Id}, {Words.Of(import.Kind)}, {import.FileName}, {import.At}, {import.Added}, {import.Changed}, {import.Skipped}))
        INSERT INTO imported_records (organization_id, import_id, record_id) SELECT {Organization}, {import.Id}, id FROM unnest({records.ToArray()}) AS row (id)
        """, ct);

    public async Task<IReadOnlyList<TakenImport>> ListAsync(int most, CancellationToken ct) => [.. (await context.Database.SqlQuery<Row>($"""
        SELECT id, kind, file_name, taken_at, added, changed, skipped, undone_at FROM file_imports
        WHERE organization_id = {Organization} ORDER BY taken_at DESC, id LIMIT {most}
        """).ToListAsync(ct)).Select(row => row.Import)];

    public async Task<TakenImport?> HoldAsync(Guid id, CancellationToken ct) => (await context.Database.SqlQuery<Row>($"""
        SELECT id, kind, file_name, taken_at, added, changed, skipped, undone_at FROM file_imports
        WHERE organization_id = {Organization} AND id = {id} AND undone_at IS NULL FOR UPDATE
        """).ToListAsync(ct)).SingleOrDefault()?.Import;

    public async Task<IReadOnlyList<Guid>> RecordsOfAsync(Guid id, CancellationToken ct) => await context.Database.SqlQuery<Guid>(
        $"""SELECT record_id AS "Value" FROM imported_records WHERE organization_id = {Organization} AND import_id = {id} ORDER BY record_id""").ToListAsync(ct);

    public Task CloseAsync(Guid id, CancellationToken ct) => context.Database.ExecuteSqlAsync($"""
        WITH forgotten AS (DELETE FROM imported_records WHERE organization_id = {Organization} AND import_id = {id})
        UPDATE file_imports SET undone_at = app_now() WHERE organization_id = {Organization} AND id = {id}
        """, ct);

    public async Task<int> RemoveAsync(ImportKind kind, Guid import, CancellationToken ct)
    {
        var (table, _) = ImportTables.Of(kind);
        // Whoever would refer to one of them meanwhile waits, and finds it gone.
        var (hold, delete) = ($"SELECT FROM {table} WHERE {Added} ORDER BY id FOR UPDATE", $"DELETE FROM {table} WHERE {Added}");
        await context.Database.ExecuteSqlRawAsync(hold, [Organization, import], ct);
        var uses = new List<string>();
        foreach (var reference in await ReferencesAsync(table, ct))
            uses.AddRange(await UsesAsync(table, reference, import, ct));
        return uses.Count == 0
            ? await context.Database.ExecuteSqlRawAsync(delete, [Organization, import], ct)
            : throw new DomainException(ImportErrors.InUse($"{string.Join(", ", uses.Take(MostNamed))}{(uses.Count > MostNamed ? " and more" : "")}"));
    }

    private const string Added = "organization_id = {0} AND id IN (SELECT record_id FROM imported_records WHERE organization_id = {0} AND import_id = {1})";

    // Asked of the catalogue, so that a table that refers to them later on is not forgotten.
    private Task<List<Reference>> ReferencesAsync(string table, CancellationToken ct) => context.Database.SqlQuery<Reference>($"""
        SELECT c.conrelid::regclass::text AS "table", a.attname::text AS "column"
        FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey) AND a.attname <> 'organization_id'
        WHERE c.contype = 'f' AND c.confrelid = {table}::regclass AND c.conparentid = 0 ORDER BY 1, 2
        """).ToListAsync(ct);

    private async Task<IReadOnlyList<string>> UsesAsync(string table, Reference reference, Guid import, CancellationToken ct)
    {
        var name = table == "accounts" ? "t.code || ' ' || t.name" : "t.name";
        var sql = $$"""
            SELECT {{name}} || ' (' || replace({2}, '_', ' ') || ')' AS "Value" FROM {{table}} t
            WHERE t.organization_id = {0} AND t.id IN (SELECT record_id FROM imported_records WHERE organization_id = {0} AND import_id = {1})
                AND EXISTS (SELECT FROM {{reference.Table}} r WHERE r.organization_id = {0} AND r.{{reference.Column}} = t.id)
            ORDER BY t.id LIMIT {3}
            """;
        return await context.Database.SqlQueryRaw<string>(sql, Organization, import, reference.Table, MostNamed + 1).ToListAsync(ct);
    }

    private sealed record Reference(string Table, string Column);

    private sealed record Row(Guid Id, string Kind, string FileName, DateTimeOffset TakenAt, int Added, int Changed, int Skipped, DateTimeOffset? UndoneAt)
    {
        public TakenImport Import => new(Id, Words.Read<ImportKind>(Kind), FileName, TakenAt, Added, Changed, Skipped, UndoneAt);
    }
}
