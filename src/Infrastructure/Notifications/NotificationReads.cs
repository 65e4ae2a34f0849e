using Financbase.Application.Notifications;
using Financbase.Application.Paging;
using Financbase.Domain.Access;
using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Financbase.Infrastructure.Notifications;

/// <summary>A person's own notifications cross organizations; the database's look-ups admit exactly those of their memberships.</summary>
internal sealed class NotificationReads(FinancbaseDbContext context) : INotifications
{
    private static readonly Keyset<NotificationView, Guid> Orders =
        new Keyset<NotificationView, Guid>(ListNotifications.Sorts, row => row.Id).ById("createdAt");

    public async Task<Page<NotificationView>> ListAsync(
        UserId user, OrganizationId? organization, NotificationFilter wanted, PageRequest page, CancellationToken ct)
    {
        var (last, descending) = Orders.Place(page);
        var (function, direction) = descending ? ("lookup_notifications", "DESC") : ("lookup_notifications_forward", "ASC");
        var sql = $$"""
            SELECT id, slug, organization, title, body, link, created_at, read_at
            FROM {{function}}({0}, {1}::uuid, {2}::uuid, {3}::text, {4}::boolean, {5}::text, {6}) ORDER BY id {{direction}}
            """;
        var rows = await context.Database.SqlQueryRaw<NotificationView>(
            sql, user.Value, organization?.Value!, last?.Value<Guid>(0)!, LikePattern.Containing(wanted.Text)!,
            (wanted.State is { } state ? state == NotificationState.Read : null as bool?)!, wanted.Kind?.ToString().ToLowerInvariant()!, page.Limit + 1).ToListAsync(ct);
        return Orders.PageOf(rows, page);
    }

    public async Task<long> MarkReadAsync(UserId user, OrganizationId? organization, Guid? id, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("SELECT read_notifications($1, $2, $3)", (NpgsqlConnection)context.Database.GetDbConnection())
        {
            Parameters = { Uuid(user.Value), Uuid(organization?.Value), Uuid(id) },
        };
        return (long)(await command.ExecuteScalarAsync(ct))!;

        static NpgsqlParameter Uuid(Guid? value) => new() { NpgsqlDbType = NpgsqlDbType.Uuid, Value = value ?? (object)DBNull.Value };
    }
}
