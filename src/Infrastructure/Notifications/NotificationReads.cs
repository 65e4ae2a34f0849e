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
    public async Task<Page<NotificationView>> ListAsync(UserId user, OrganizationId? organization, PageRequest page, CancellationToken ct)
    {
        var before = Cursor.Read<DateTimeOffset, Guid>(page.Cursor)?.Second;
        var (person, within, limit) = (user.Value, organization?.Value, page.Limit + 1);
        var rows = await context.Database.SqlQuery<NotificationView>($"""
            SELECT id, slug, organization, title, body, link, created_at, read_at
            FROM lookup_notifications({person}, {within}::uuid, {before}::uuid, {limit}) ORDER BY id DESC
            """).ToListAsync(ct);
        return Page<NotificationView>.From(rows, page, row => [row.CreatedAt, row.Id]);
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
