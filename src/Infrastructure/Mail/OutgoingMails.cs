using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Database;
using Npgsql;
using NpgsqlTypes;

namespace Financbase.Infrastructure.Mail;

/// <param name="Id">Also names the mail to the world, in its Message-ID.</param>
/// <param name="Kind">What sort of mail this is, for operators.</param>
/// <param name="Sealed">The mail itself, encrypted.</param>
internal sealed record NewMail(Guid Id, string Kind, byte[] Sealed)
{
    public Guid? Organization { get; init; }

    /// <summary>Of two mails with one key, the first goes.</summary>
    public string? Key { get; init; }
}

internal sealed record ClaimedMail(Guid Id, int Attempt, byte[] Sealed, DateTimeOffset QueuedAt);

/// <summary>
/// The queue. A claim counts the attempt and moves the due time past the lease, so that a mail whose sender was killed
/// becomes due again by itself. The body goes with the sending.
/// </summary>
internal sealed class OutgoingMails(DataSources dataSources)
{
    public const string Channel = "mails";
    public const int MaxAttempts = 20;

    /// <summary>Lets one transaction after the other count and add an organization's mails of a kind.</summary>
    public static async Task LockAsync(OrganizationId organization, string kind, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("SELECT pg_advisory_xact_lock(hashtextextended('mails|' || $1 || '|' || $2, 0))", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = $"{organization.Value}" });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = kind });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>False when there is one with its key.</summary>
    public static async Task<bool> InsertAsync(NewMail mail, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "INSERT INTO outgoing_mails (id, organization_id, kind, sealed, key) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING", connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = mail.Id });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Uuid, Value = mail.Organization ?? (object)DBNull.Value });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = mail.Kind });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = mail.Sealed });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = mail.Key ?? (object)DBNull.Value });
        return await command.ExecuteNonQueryAsync(ct) == 1;
    }

    public static async Task<long> CountLastHourAsync(OrganizationId organization, string kind, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "SELECT count(*) FROM outgoing_mails WHERE organization_id = $1 AND kind = $2 AND queued_at > app_now() - interval '1 hour'", connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = organization.Value });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = kind });
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    public async Task<IReadOnlyList<ClaimedMail>> ClaimAsync(int most, TimeSpan lease, CancellationToken ct)
    {
        await using var command = dataSources.System.CreateCommand("""
            UPDATE outgoing_mails m SET attempts = m.attempts + 1, due_at = app_now() + $2
            FROM (SELECT id FROM outgoing_mails WHERE state = 'pending' AND due_at <= app_now()
                  ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED) due
            WHERE m.id = due.id
            RETURNING m.id, m.attempts, m.sealed, m.queued_at
            """);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = most });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = lease });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var claimed = new List<ClaimedMail>();
        while (await reader.ReadAsync(ct))
        {
            claimed.Add(new(
                reader.GetGuid(0), reader.GetInt32(1), reader.GetFieldValue<byte[]>(2), reader.GetFieldValue<DateTimeOffset>(3)));
        }

        return claimed;
    }

    /// <summary>Ends a mail that is sent, and erases its body.</summary>
    public Task SentAsync(ClaimedMail mail, CancellationToken ct) => EndAsync(
        "UPDATE outgoing_mails SET state = 'sent', sealed = NULL, ended_at = app_now(), last_error = NULL WHERE id = $1", mail, null, ct);

    /// <summary>Ends a mail that a developer may look at instead.</summary>
    public Task CapturedAsync(ClaimedMail mail, CancellationToken ct) => EndAsync(
        "UPDATE outgoing_mails SET state = 'captured', ended_at = app_now() WHERE id = $1 AND state = 'pending'", mail, null, ct);

    /// <summary>Nobody will take this mail: it ends unsent.</summary>
    public Task DeadAsync(ClaimedMail mail, string reason, CancellationToken ct) => EndAsync(
        "UPDATE outgoing_mails SET state = 'dead', sealed = NULL, ended_at = app_now(), last_error = $2 WHERE id = $1 AND state = 'pending'",
        mail, reason, ct);

    /// <summary>Waits 5, 10, 20 … s (at most an hour) before the next attempt, unless another sender took the mail over meanwhile.</summary>
    public Task PostponeAsync(ClaimedMail mail, string reason, CancellationToken ct) => EndAsync(
        $"""
        UPDATE outgoing_mails
        SET due_at = app_now() + LEAST(interval '1 hour', interval '5 seconds' * power(2, attempts - 1)), last_error = $2
        WHERE id = $1 AND state = 'pending' AND attempts = {mail.Attempt}
        """,
        mail, reason, ct);

    private async Task EndAsync(string sql, ClaimedMail mail, string? reason, CancellationToken ct)
    {
        await using var command = dataSources.System.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = mail.Id });
        if (reason is not null)
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = reason });
        await command.ExecuteNonQueryAsync(ct);
    }
}
