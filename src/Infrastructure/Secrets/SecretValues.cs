using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Encryption;
using Npgsql;

namespace Financbase.Infrastructure.Secrets;

/// <summary>Opens secrets for the one call that uses them; nothing keeps what it answers.</summary>
internal sealed class SecretValues(DataSources dataSources, Vault vault)
{
    // That one was used is noted once a minute, and not by two at once: calls must not wait for each other.
    private const string Read = """
        WITH used AS (
            UPDATE organization_secrets SET last_used_at = app_now()
            WHERE organization_id = $1 AND id IN (
                SELECT id FROM organization_secrets
                WHERE organization_id = $1 AND name = ANY ($2)
                    AND (last_used_at IS NULL OR last_used_at < app_now() - interval '1 minute')
                FOR UPDATE SKIP LOCKED))
        SELECT name, id, value_sealed FROM organization_secrets WHERE organization_id = $1 AND name = ANY ($2)
        """;

    /// <summary>The values of those that exist.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ReadAsync(
        OrganizationId organization, IReadOnlyList<string> names, CancellationToken ct)
    {
        await using var work = await OrganizationWork.BeginAsync(dataSources.App, organization, ct);
        await using var command = work.Command(Read);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = organization.Value });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. names] });
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        await using (var row = await command.ExecuteReaderAsync(ct))
        {
            while (await row.ReadAsync(ct))
            {
                values[row.GetString(0)] = vault.OpenText(
                    organization, OrganizationSecretConfiguration.Value.Column, row.GetGuid(1).ToString(), row.GetFieldValue<byte[]>(2));
            }
        }

        await work.CommitAsync(ct);
        return values;
    }
}
