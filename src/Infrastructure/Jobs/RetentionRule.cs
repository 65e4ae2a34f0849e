namespace Financbase.Infrastructure.Jobs;

/// <param name="Name">The job's name behind <c>retention.</c>.</param>
/// <param name="Table">Where the rows are.</param>
/// <param name="Key">The columns of its primary key.</param>
/// <param name="Ended">Holds for rows that have had their time.</param>
/// <param name="Schedule">When to look (cron, UTC).</param>
internal sealed record RetentionRule(string Name, string Table, string Key, string Ended, string Schedule)
{
    /// <summary>All that is forgotten, with the ages that docs/operations.md tells.</summary>
    public static IReadOnlyList<RetentionRule> All { get; } =
    [
        new("idempotency-keys", "idempotency_keys", "organization_id, principal, route, key",
            "created_at < app_now() - interval '24 hours'", "7 * * * *"),
        new("statement-uploads", "statement_uploads", "organization_id, id",
            "staged_at < app_now() - interval '1 day'", "12 * * * *"),
        new("sign-in-attempts", "sign_in_attempts", "subject",
            "ends_at < app_now() - interval '1 day'", "17 * * * *"),
        new("mail-allowances", "mail_allowances", "subject",
            "ends_at < app_now()", "22 * * * *"),
        new("account-tokens", "account_tokens", "hash",
            "expires_at < app_now() - interval '1 day'", "27 * * * *"),
        new("mails", "outgoing_mails", "id",
            "ended_at < app_now() - CASE state WHEN 'captured' THEN interval '7 days' ELSE interval '30 days' END", "32 * * * *"),

        // A month after the end, a person can still see from where they were signed in.
        new("sessions", "user_sessions", "id",
            "expires_at < app_now() - interval '30 days'", "10 2 * * *"),
        new("invitations", "invitations", "organization_id, id",
            "expires_at < app_now() - interval '30 days'", "20 2 * * *"),
        new("security-events", "security_events", "id",
            "occurred_at < app_now() - interval '400 days'", "30 2 * * *"),
        new("jobs", "jobs", "organization_id, id",
            "finished_at < app_now() - interval '90 days'", "50 2 * * *"),
        new("metrics", "metrics", "organization_id, id",
            "at < app_now() - interval '400 days'", "0 3 * * *"),

        new("workflow-tallies", "workflow_tallies", "organization_id, day, workflow_id, outcome, bucket",
            "day < (app_now() AT TIME ZONE 'UTC')::date - 1100", "5 3 * * *"),

        new("workflow-quota-notices", "workflow_quota_notices", "organization_id, day, quota",
            "day < (app_now() AT TIME ZONE 'UTC')::date - 90", "15 3 * * *"),

        // Long after an execution could still be performed a second time.
        new("workflow-effects", "workflow_effects", "organization_id, key",
            "created_at < app_now() - interval '400 days'", "10 3 * * *"),

        // By its row, a step that runs once more knows that it told somebody: not forgotten before what can be replayed.
        new("notifications", "notifications", "organization_id, id",
            "created_at < app_now() - interval '400 days' OR read_at < app_now() - interval '90 days'", "0 3 * * *"),

        // The event stays; only the note that a consumer has handled it goes.
        new("event-deliveries", "event_deliveries", "organization_id, event_id, consumer",
            "state = 'done' AND due_at < app_now() - interval '30 days'", "40 2 * * *"),
    ];
}
