using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Database;
using Npgsql;

namespace Financbase.Infrastructure.Notifications;

/// <param name="Title">One line.</param>
/// <param name="Body">May be empty.</param>
/// <param name="Link">A path below the organization's address; may be empty.</param>
internal sealed record NotificationText(string Title, string Body, string Link);

/// <summary>Tells members something, once per source. Writes as the app role inside the organization's wall.</summary>
internal sealed class NotificationWriter(DataSources dataSources)
{
    private const string Enter = "SELECT set_config('app.organization_id', $1, true)";

    private const string Recipients = """
        SELECT m.user_id FROM memberships m JOIN users u ON u.id = m.user_id
        WHERE m.organization_id = $1 AND ($2 = 'everyone' OR m.role = $2 OR u.normalized_email = upper($2))
        """;

    private const string Insert = """
        INSERT INTO notifications (organization_id, id, user_id, source, title, body, link)
        SELECT $1, id, user_id, $4, $5, $6, NULLIF($7, '') FROM unnest($2, $3) AS row (id, user_id)
        ON CONFLICT DO NOTHING
        """;

    /// <summary>After so many rows, each one telling of one member, an organization's workflows tell nothing more within the hour.</summary>
    public const int PerHour = 2_000;

    // What asks for decisions is bounded by the approvals themselves, what tells of quotas by the days, and what tells of runs by
    // what is unread; what tells of reminders is bounded by the invoices.
    private const string Count = """
        SELECT count(*) FROM notifications
        WHERE organization_id = $1 AND created_at > app_now() - interval '1 hour' AND NOT starts_with(source, 'approval:') AND NOT starts_with(source, 'workflow_quota:')
            AND NOT starts_with(source, 'workflow_run:') AND NOT starts_with(source, 'invoice_reminder:')
        """;

    private const string Alone = "SELECT pg_advisory_xact_lock(hashtextextended('notifications|' || $1, 0))";

    /// <summary>Answers how many people are meant, whether or not they were told before; null when the organization's workflows told too much in this hour.</summary>
    /// <param name="organization">Whose members.</param>
    /// <param name="to"><c>everyone</c>, a role's key, or a member's e-mail address.</param>
    /// <param name="text">What they are told.</param>
    /// <param name="source">Names the occasion; nobody is told twice of one.</param>
    /// <param name="ct">Stops before anything is written.</param>
    /// <param name="isBounded">False for what the product says by itself, which is never too much.</param>
    public async Task<int?> WriteAsync(OrganizationId organization, string to, NotificationText text, string source, CancellationToken ct, bool isBounded = true)
    {
        await using var connection = await dataSources.App.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await EnterAsync(organization, connection, ct);
        var users = await RecipientsAsync(organization, to, connection, ct);
        await using (var alone = new NpgsqlCommand(Alone, connection) { Parameters = { new NpgsqlParameter<string> { TypedValue = $"{organization.Value}" } } })
            await alone.ExecuteNonQueryAsync(ct);
        var added = await InsertAsync(organization, users, text, source, connection, ct);
        await using (var count = new NpgsqlCommand(Count, connection) { Parameters = { new NpgsqlParameter<Guid> { TypedValue = organization.Value } } })
        {
            // What is one too many is rolled back; an attempt that adds nothing told its people before.
            if (isBounded && added > 0 && (long)(await count.ExecuteScalarAsync(ct))! - added >= PerHour)
                return null;
        }

        await transaction.CommitAsync(ct);
        return users.Count;
    }

    /// <summary>Puts the connection's transaction inside the organization's wall.</summary>
    private static async Task EnterAsync(OrganizationId organization, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var enter = new NpgsqlCommand(Enter, connection) { Parameters = { new NpgsqlParameter<string> { TypedValue = $"{organization.Value}" } } };
        await enter.ExecuteNonQueryAsync(ct);
    }

    /// <summary>As rows of a transaction that is inside the organization's wall, or of the system role's; answers how many are new.</summary>
    public static async Task<int> InsertAsync(
        OrganizationId organization, IReadOnlyList<Guid> users, NotificationText text, string source, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var insert = new NpgsqlCommand(Insert, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = organization.Value },
                new NpgsqlParameter<Guid[]> { TypedValue = [.. users.Select(_ => Guid.CreateVersion7())] },
                new NpgsqlParameter<Guid[]> { TypedValue = [.. users] },
                new NpgsqlParameter<string> { TypedValue = source },
                new NpgsqlParameter<string> { TypedValue = text.Title },
                new NpgsqlParameter<string> { TypedValue = text.Body },
                new NpgsqlParameter<string> { TypedValue = text.Link },
            },
        };
        return await insert.ExecuteNonQueryAsync(ct);
    }

    private static async Task<List<Guid>> RecipientsAsync(OrganizationId organization, string to, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Recipients, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = organization.Value },
                new NpgsqlParameter<string> { TypedValue = to },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(ct);
        var users = new List<Guid>();
        while (await reader.ReadAsync(ct))
            users.Add(reader.GetGuid(0));
        return users;
    }
}
