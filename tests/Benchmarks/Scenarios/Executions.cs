using System.Net.Http.Json;
using System.Text;
using Financbase.Benchmarks.Measuring;

namespace Financbase.Benchmarks.Scenarios;

/// <summary>Publishing and booking many executions at once, for scenarios about the engine.</summary>
internal static class Executions
{
    public static async Task<string> PublishAsync(HttpClient api, string definition)
    {
        var created = await Stage.DataAsync(await api.PostAsync("/api/workflows", new StringContent(definition, Encoding.UTF8, "application/json")));
        var id = created.GetProperty("id").GetString()!;
        await Stage.DataAsync(await api.PostAsJsonAsync($"/api/workflows/{id}/publish", new { }));
        return id;
    }

    /// <summary>As the starts of a program are booked, in one statement.</summary>
    public static Task<object?> BookAsync(Stage stage, string workflow, int count, int after = 0) => stage.App.Database.ScalarAsync($$$"""
        WITH hex AS (SELECT lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0') AS time),
        booked AS (
            INSERT INTO workflow_executions (organization_id, id, workflow_id, version, source, input)
            SELECT organization_id, overlay(gen_random_uuid()::text PLACING substr(time, 1, 8) || '-' || substr(time, 9, 4) FROM 1 FOR 13)::uuid,
                id, published_version, 'api', ('{"body":{"id":"o-' || number || '","amount":120}}')::json
            FROM workflows, hex, generate_series({{{after}}} + 1, {{{after}}} + {{{count}}}) number
            WHERE id = '{{{workflow}}}'
            RETURNING organization_id, id)
        INSERT INTO workflow_ready (organization_id, execution_id) SELECT organization_id, id FROM booked
        """);

    public static async Task UntilAsync(Stage stage, string nothingLeft, CancellationToken ct, int milliseconds = 50)
    {
        while (await stage.CountAsync(nothingLeft) > 0)
            await Task.Delay(milliseconds, ct);
    }
}
