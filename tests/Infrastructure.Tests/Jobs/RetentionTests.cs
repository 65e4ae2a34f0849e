using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Jobs;
using Financbase.Testing.Database;
using Npgsql;

namespace Financbase.Infrastructure.Tests.Jobs;

/// <summary>Each test writes rows around the age that docs/operations.md tells and looks at what is left.</summary>
public sealed class RetentionTests
{
    private static readonly Guid Organization = Guid.Parse("0198c0de-0000-7000-8000-000000000001");

    private TestDatabase _database = null!;
    private DataSources _dataSources = null!;

    [OneTimeSetUp]
    public async Task Create()
    {
        _database = await TestDatabase.CreateAsync();
        _dataSources = DataSources.Open(new DatabaseOptions(_database.App, _database.System, _database.Owner));
        await ExecuteAsync($"""
            INSERT INTO organizations (id, slug, name, base_currency, created_at) VALUES ('{Organization}', 'attic', 'Attic Ltd', 'EUR', now());
            INSERT INTO users (id, email, is_operator, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count, created_at)
                VALUES ('{Organization}', 'someone@attic.test', false, true, false, false, false, 0, now())
            """);
    }

    [OneTimeTearDown]
    public async Task Drop()
    {
        await _dataSources.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Test]
    public async Task Answers_to_repeated_requests_are_kept_for_a_day_however_many_there_are()
    {
        await ExecuteAsync($"""
            INSERT INTO idempotency_keys (organization_id, principal, route, key, request_hash, answer_sealed, created_at)
            SELECT '{Organization}'::uuid, 'p', 'r', 'old ' || n, ''::bytea, ''::bytea, now() - interval '24 hours 1 minute' FROM generate_series(1, 5003) AS n
            UNION ALL SELECT '{Organization}'::uuid, 'p', 'r', 'new', ''::bytea, ''::bytea, now() - interval '23 hours'
            """);

        await ForgetAsync("idempotency-keys");

        (await ReadAsync("SELECT string_agg(key, ' ') FROM idempotency_keys")).ShouldBe("new");
    }

    [Test]
    public async Task Files_between_preview_and_import_are_kept_for_a_day()
    {
        await ExecuteAsync($"""
            INSERT INTO bank_accounts (organization_id, id, name, currency) VALUES ('{Organization}', '{Organization}', 'Main', 'EUR');
            INSERT INTO statement_uploads (organization_id, id, bank_account_id, file_name, content_sealed, staged_at)
            SELECT '{Organization}', gen_random_uuid(), '{Organization}', hours || ' hours', '', now() - hours * interval '1 hour' FROM unnest(ARRAY[23, 25]) AS hours
            """);

        await ForgetAsync("statement-uploads");

        (await ReadAsync("SELECT string_agg(file_name, ' ') FROM statement_uploads")).ShouldBe("23 hours");
    }

    [Test]
    public async Task Counts_of_attempts_are_kept_for_a_day_after_they_ended()
    {
        await ExecuteAsync("""
            INSERT INTO sign_in_attempts (subject, attempts, ends_at) VALUES
                ('\x01', 3, now() - interval '25 hours'), ('\x02', 3, now() - interval '23 hours')
            """);

        await ForgetAsync("sign-in-attempts");

        (await ReadAsync("SELECT string_agg(subject::text, ' ') FROM sign_in_attempts")).ShouldBe("\\x02");
    }

    [Test]
    public async Task Allowances_of_mails_go_when_they_bind_nobody_any_more()
    {
        await ExecuteAsync("""
            INSERT INTO mail_allowances (subject, mails, ends_at) VALUES
                ('\x01', 3, now() - interval '1 minute'), ('\x02', 3, now() + interval '1 minute')
            """);

        await ForgetAsync("mail-allowances");

        (await ReadAsync("SELECT string_agg(subject::text, ' ') FROM mail_allowances")).ShouldBe("\\x02");
    }

    [Test]
    public async Task Secrets_of_mails_are_kept_for_a_day_after_they_expired()
    {
        await ExecuteAsync("""
            INSERT INTO account_tokens (hash, purpose, email, expires_at) VALUES
                ('\x01', 'sign_up', 'a@attic.test', now() - interval '25 hours'), ('\x02', 'sign_up', 'b@attic.test', now() - interval '23 hours')
            """);

        await ForgetAsync("account-tokens");

        (await ReadAsync("SELECT string_agg(email, ' ') FROM account_tokens")).ShouldBe("b@attic.test");
    }

    [Test]
    public async Task Mails_are_kept_for_30_days_after_they_ended_captured_ones_for_a_week_and_waiting_ones_for_ever()
    {
        await ExecuteAsync("""
            INSERT INTO outgoing_mails (id, kind, sealed, state, queued_at, ended_at)
            SELECT gen_random_uuid(), 'test', '\x00', state, now() - interval '99 days', now() - days * interval '1 day'
            FROM (VALUES ('sent', 29), ('sent', 31), ('dead', 31), ('captured', 6), ('captured', 8), ('pending', NULL::int)) AS mail (state, days)
            """);

        await ForgetAsync("mails");

        (await ReadAsync("SELECT string_agg(state, ' ' ORDER BY state) FROM outgoing_mails")).ShouldBe("captured pending sent");
    }

    [Test]
    public async Task Sessions_are_kept_for_30_days_after_their_end()
    {
        await ExecuteAsync($"""
            INSERT INTO user_sessions (id, user_id, started_at, last_seen_at, expires_at, is_remembered, device)
            SELECT gen_random_uuid(), '{Organization}', now(), now(), now() - days * interval '1 day', false, days || ' days'
            FROM unnest(ARRAY[-1, 29, 31]) AS days
            """);

        await ForgetAsync("sessions");

        (await ReadAsync("SELECT string_agg(device, ', ' ORDER BY expires_at DESC) FROM user_sessions")).ShouldBe("-1 days, 29 days");
    }

    [Test]
    public async Task Invitations_are_kept_for_30_days_after_they_expired()
    {
        await ExecuteAsync($"""
            INSERT INTO invitations (organization_id, id, email, role, token_hash, invited_by, created_at, sent_at, expires_at)
            SELECT '{Organization}', gen_random_uuid(), days || '@attic.test', 'viewer', '', '{Organization}', now(), now(), now() - days * interval '1 day'
            FROM unnest(ARRAY[29, 31]) AS days
            """);

        await ForgetAsync("invitations");

        (await ReadAsync("SELECT string_agg(email, ' ') FROM invitations")).ShouldBe("29@attic.test");
    }

    [Test]
    public async Task The_security_journal_is_kept_for_400_days()
    {
        await ExecuteAsync("""
            INSERT INTO security_events (id, kind, detail, occurred_at) VALUES
                (gen_random_uuid(), 'test', 'old', now() - interval '401 days'), (gen_random_uuid(), 'test', 'new', now() - interval '399 days')
            """);

        await ForgetAsync("security-events");

        (await ReadAsync("SELECT string_agg(detail, ' ') FROM security_events")).ShouldBe("new");
    }

    [Test]
    public async Task Jobs_are_kept_for_90_days_after_they_ended()
    {
        await ExecuteAsync($$"""
            INSERT INTO jobs (organization_id, id, kind, title, subject, arguments, requested_by, requested_by_user, state, run, done, total, queued_at, finished_at)
            SELECT '{{Organization}}', gen_random_uuid(), 'statement_import', title, '{{Organization}}', '{}', 'user:x', '{{Organization}}', state, 1, 1, 1, now() - interval '99 days', now() - days * interval '1 day'
            FROM (VALUES ('old', 'succeeded', 91), ('new', 'failed', 89), ('open', 'queued', NULL::int)) AS job (title, state, days)
            """);

        await ForgetAsync("jobs");

        (await ReadAsync("SELECT string_agg(title, ' ' ORDER BY title) FROM jobs")).ShouldBe("new open");
    }

    [Test]
    public async Task Measurements_and_what_database_steps_did_are_kept_for_400_days()
    {
        await ExecuteAsync($$"""
            INSERT INTO metrics (organization_id, id, at, name, value, labels)
            SELECT '{{Organization}}', gen_random_uuid(), now() - days * interval '1 day', 'kept.' || days, 1, '{}' FROM unnest(ARRAY[399, 401]) AS days;
            INSERT INTO workflow_effects (organization_id, key, output, created_at)
            SELECT '{{Organization}}', days || '/step', '{}', now() - days * interval '1 day' FROM unnest(ARRAY[399, 401]) AS days
            """);

        await ForgetAsync("metrics");
        await ForgetAsync("workflow-effects");

        (await ReadAsync("SELECT string_agg(name, ' ') FROM metrics")).ShouldBe("kept.399");
        (await ReadAsync("SELECT string_agg(key, ' ') FROM workflow_effects")).ShouldBe("399/step");
    }

    [Test]
    public async Task Counts_of_runs_are_kept_for_three_years_and_notes_of_quotas_for_90_days()
    {
        await ExecuteAsync($"""
            INSERT INTO workflow_tallies (organization_id, workflow_id, day, outcome, bucket, count, duration_ms)
            SELECT '{Organization}', '{Organization}', now()::date - days, 'started', 0, days, 0 FROM unnest(ARRAY[1099, 1102]) AS days
            """);

        await ExecuteAsync($"""
            INSERT INTO workflow_quota_notices (organization_id, day, quota, most)
            SELECT '{Organization}', now()::date - days, 'unfinished', days FROM unnest(ARRAY[89, 92]) AS days
            """);

        await ForgetAsync("workflow-tallies");
        await ForgetAsync("workflow-quota-notices");

        (await ReadAsync("SELECT string_agg(count::text, ' ') FROM workflow_tallies")).ShouldBe("1099");
        (await ReadAsync("SELECT string_agg(most::text, ' ') FROM workflow_quota_notices")).ShouldBe("89");
    }

    [Test]
    public async Task Notifications_are_kept_for_90_days_after_they_were_read_and_unread_ones_for_400()
    {
        await ExecuteAsync($"""
            INSERT INTO notifications (organization_id, id, user_id, source, title, body, created_at, read_at)
            SELECT '{Organization}', gen_random_uuid(), '{Organization}', title, title, '', now() - made * interval '1 day', now() - was_read * interval '1 day'
            FROM (VALUES ('read long ago', 92, 91), ('read', 399, 89), ('unread', 399, NULL::int), ('old', 401, NULL), ('old and read', 401, 1)) AS one (title, made, was_read)
            """);

        await ForgetAsync("notifications");

        (await ReadAsync("SELECT string_agg(title, ', ' ORDER BY title) FROM notifications")).ShouldBe("read, unread");
    }

    [Test]
    public async Task Of_handled_events_the_note_goes_after_30_days_and_the_event_stays()
    {
        await ExecuteAsync($"""
            INSERT INTO events (organization_id, id, type, version, occurred_at, data, depth, origin)
            SELECT '{Organization}', gen_random_uuid(), 'test.kept', 1, now() - interval '31 days', '[]', 0, 'live' FROM generate_series(1, 3);
            INSERT INTO event_deliveries (organization_id, event_id, position, consumer, state, due_at)
            SELECT organization_id, id, position, 'test', (ARRAY['done', 'dead', 'pending'])[row_number() OVER (ORDER BY position)], occurred_at
            FROM events;
            INSERT INTO event_deliveries (organization_id, event_id, position, consumer, state, due_at)
            SELECT organization_id, id, position, 'other', 'done', now() - interval '29 days' FROM events
            """);

        await ForgetAsync("event-deliveries");

        (await ReadAsync("SELECT string_agg(state, ' ' ORDER BY state) FROM event_deliveries WHERE consumer = 'test'")).ShouldBe("dead pending");
        (await ReadAsync("SELECT count(*)::text FROM event_deliveries WHERE consumer = 'other'")).ShouldBe("3");
        (await ReadAsync("SELECT count(*)::text FROM events")).ShouldBe("3");
    }

    [Test]
    public void Every_rule_has_a_test_here() => RetentionRule.All.Select(rule => rule.Name).ShouldBe(
        [
            "idempotency-keys", "statement-uploads", "sign-in-attempts", "mail-allowances", "account-tokens", "mails", "sessions",
            "invitations", "security-events", "jobs", "metrics", "workflow-tallies", "workflow-quota-notices", "workflow-effects", "notifications", "event-deliveries",
        ]);

    [Test]
    public async Task What_it_deletes_it_need_not_read()
    {
        await using var source = NpgsqlDataSource.Create(_database.System);
        await using var command = source.CreateCommand("SELECT content_sealed FROM statement_uploads");

        (await Should.ThrowAsync<PostgresException>(command.ExecuteScalarAsync())).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    private Task ForgetAsync(string rule) => new Retention(_dataSources).ForgetAsync(rule, CancellationToken.None);

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_database.Superuser);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<string?> ReadAsync(string sql) => await _database.ScalarAsync(sql) as string;
}
