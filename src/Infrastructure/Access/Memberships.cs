using Financbase.Application.Access;
using Financbase.Domain.Access;
using Financbase.Infrastructure.Database;
using Npgsql;

namespace Financbase.Infrastructure.Access;

internal sealed class Memberships(DataSources dataSources) : IMemberships
{
    private const string Sql = """
        SELECT u.email, m.slug, m.name, m.base_currency, m.role, m.role_name, lookup_unread_notifications(u.id)
        FROM users u LEFT JOIN LATERAL lookup_memberships(u.id) m ON true
        WHERE u.id = $1
        """;

    public async Task<Myself> OfAsync(UserId user, CancellationToken ct)
    {
        await using var command = dataSources.App.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = user.Value });
        await using var row = await command.ExecuteReaderAsync(ct);
        var email = "";
        var unread = 0L;
        List<MyOrganization> organizations = [];
        while (await row.ReadAsync(ct))
        {
            email = row.GetString(0);
            unread = row.GetInt64(6);
            if (!await row.IsDBNullAsync(1, ct))
            {
                var role = row.GetString(4);
                var title = row.IsDBNull(5) ? Role.Find(role)?.Title ?? role : row.GetString(5);
                organizations.Add(new(row.GetString(1), row.GetString(2), row.GetString(3), title));
            }
        }

        return new Myself(email, organizations) { Unread = unread };
    }
}
