using System.Runtime.CompilerServices;
using Financbase.Infrastructure.Database;

namespace Financbase.Web.Commands.Examinations;

/// <summary>The database has this version's shape, and every organization's table its wall.</summary>
internal sealed class SchemaExamination(MigrationState migrations, DataSources dataSources) : Examination
{
    private const string Unwalled = """
        SELECT COALESCE(string_agg(DISTINCT c.relname, ', '), '') FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
          AND a.attname = 'organization_id' AND a.attnotnull AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
        """;

    protected override string Subject => "shape";

    protected override async IAsyncEnumerable<Finding> ExamineAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var pending = await migrations.PendingAsync(ct);
        yield return pending.Count == 0
            ? Ok("every migration of this version is applied")
            : Fault($"{pending.Count} migrations are missing, from {pending[0]} on: run migrate.");

        await using var command = dataSources.App.CreateCommand(Unwalled);
        yield return await command.ExecuteScalarAsync(ct) is string { Length: > 0 } tables
            ? Fault($"Row-level security is off for {tables}: one organization could read another's rows.")
            : Ok("row-level security is forced on every organization's table");
    }
}
