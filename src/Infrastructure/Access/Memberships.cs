using Financbase.Application.Access;
using Financbase.Domain.Access;
using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Database;
using Npgsql;

namespace Financbase.Infrastructure.Access;

/// <summary>Every page asks this, so it is one round trip.</summary>
internal sealed class Memberships(DataSources dataSources) : IMemberships
{
    private const string Person = """
        SELECT u.email, m.slug, m.name, m.base_currency, m.role, m.role_name, lookup_unread_notifications(u.id)
        FROM users u LEFT JOIN LATERAL lookup_memberships(u.id) m ON true
        WHERE u.id = $1
        """;

    private const string Approvals = """
        SELECT count(*)::int FROM (
            SELECT FROM memberships m JOIN users u ON u.id = m.user_id
            JOIN approvals a ON a.organization_id = m.organization_id AND a.status = 'pending'
            WHERE m.organization_id = $1 AND m.user_id = $2
                AND approval_asks(a, m.user_id, m.role::text, u.normalized_email::text)
            LIMIT 100) AS asked
        """;

    public async Task<Myself> OfAsync(UserId user, OrganizationId? approvalsIn, CancellationToken ct)
    {
        await using var batch = dataSources.App.CreateBatch();
        batch.BatchCommands.Add(new(Person) { Parameters = { Id(user.Value) } });
        if (approvalsIn is { } organization)
        {
            batch.BatchCommands.Add(new("SELECT set_config('app.organization_id', $1, true)")
            {
                Parameters = { new NpgsqlParameter<string> { TypedValue = organization.Value.ToString() } },
            });
            batch.BatchCommands.Add(new(Approvals) { Parameters = { Id(organization.Value), Id(user.Value) } });
        }

        await using var row = await batch.ExecuteReaderAsync(ct);
        var me = await ReadAsync(row, ct);
        return await row.NextResultAsync(ct) && await row.NextResultAsync(ct) && await row.ReadAsync(ct)
            ? me with { Approvals = row.GetInt32(0) }
            : me;

        static NpgsqlParameter Id(Guid value) => new NpgsqlParameter<Guid> { TypedValue = value };
    }

    private static async Task<Myself> ReadAsync(NpgsqlDataReader row, CancellationToken ct)
    {
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
