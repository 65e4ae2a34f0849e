namespace Financbase.Infrastructure.Workflows.Statistics;

/// <summary>
/// Counts of executions by workflow and day (UTC). Whoever starts or ends executions adds rows of its own to
/// <c>workflow_tally_entries</c> in the same transaction, so that no two wait for one counter;
/// <see cref="TallyFold"/> sums them up. A batch of checkpoints adds one row for each workflow, outcome and length of time in
/// it, however many executions end.
/// </summary>
internal static class TallyRows
{
    public const string Insert = "INSERT INTO workflow_tally_entries (organization_id, workflow_id, day, outcome, bucket, count, duration_ms)";

    /// <summary>Executions of the rows <c>booked (organization_id, workflow_id)</c> have begun.</summary>
    public const string Started = $"""
        {Insert}
        SELECT organization_id, workflow_id, (app_now() AT TIME ZONE 'UTC')::date, 'started', 0, count(*), 0
        FROM booked GROUP BY organization_id, workflow_id
        """;

    /// <summary>Executions of the rows <c>moved (organization_id, workflow_id, status, parks, took)</c> have ended, or wait for a person.</summary>
    public const string Moved = $"""
        {Insert}
        SELECT organization_id, workflow_id, (app_now() AT TIME ZONE 'UTC')::date, outcome,
            CASE WHEN ms <= 1 THEN 0 ELSE LEAST(ceil(4 * ln(ms) / ln(2)), 200) END AS place, count(*), sum(ms)
        FROM (
            SELECT organization_id, workflow_id, CASE WHEN parks THEN 'parked' ELSE status END AS outcome,
                CASE WHEN parks THEN 0 ELSE COALESCE(EXTRACT(EPOCH FROM took) * 1000, 0)::float8 END AS ms
            FROM moved WHERE parks OR status IN ('succeeded', 'failed', 'cancelled')) one
        GROUP BY organization_id, workflow_id, outcome, place
        """;
}
