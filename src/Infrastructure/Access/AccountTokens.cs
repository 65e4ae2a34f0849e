using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Financbase.Application.Access;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Financbase.Infrastructure.Access;

/// <summary>
/// 256 random bits each, so a plain hash hides them: there is nothing to guess. Written through the use case's
/// connection, so that a refused command uses nothing up.
/// </summary>
internal sealed class AccountTokens(FinancbaseDbContext context) : IAccountTokens
{
    private const int Bytes = 32;
    private const int LongestSecret = 100;

    private const string Insert = """
        INSERT INTO account_tokens (hash, purpose, user_id, email, expires_at) VALUES ($1, $2, $3, $4, app_now() + $5)
        """;

    private const string Find = """
        SELECT purpose, user_id, email FROM account_tokens
        WHERE hash = $1 AND used_at IS NULL AND expires_at > app_now()
        """;

    // The row's lock makes a second taker wait, and then see that it is used.
    private const string Take = """
        WITH taken AS (
            UPDATE account_tokens SET used_at = app_now()
            WHERE hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > app_now()
            RETURNING hash, purpose, user_id, email),
        overtaken AS (
            UPDATE account_tokens other SET used_at = app_now() FROM taken
            WHERE other.hash <> taken.hash AND other.used_at IS NULL
              AND (other.user_id = taken.user_id OR taken.user_id IS NULL AND other.email = taken.email))
        SELECT purpose, user_id, email FROM taken
        """;

    private const string Revoke = "UPDATE account_tokens SET used_at = app_now() WHERE user_id = $1 AND used_at IS NULL";

    public async Task<string> IssueAsync(AccountTokenPurpose purpose, UserId? user, EmailAddress email, CancellationToken ct)
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        await using var command = Command(Insert, Hash(secret));
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Word(purpose) });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Uuid, Value = user?.Value ?? (object)DBNull.Value });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = email.Value });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = purpose.Lifetime() });
        await command.ExecuteNonQueryAsync(ct);
        return secret;
    }

    public async Task<AccountToken?> FindAsync(string secret, CancellationToken ct)
    {
        await using var command = Command(Find, Hash(secret));
        return await ReadAsync(command, ct);
    }

    public async Task<AccountToken?> TakeAsync(string secret, AccountTokenPurpose purpose, CancellationToken ct)
    {
        await using var command = Command(Take, Hash(secret));
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Word(purpose) });
        return await ReadAsync(command, ct);
    }

    public async Task RevokeAsync(UserId user, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Revoke, Connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = user.Value });
        await command.ExecuteNonQueryAsync(ct);
    }

    private NpgsqlConnection Connection => (NpgsqlConnection)context.Database.GetDbConnection();

    private NpgsqlCommand Command(string sql, byte[] hash) =>
        new(sql, Connection) { Parameters = { new NpgsqlParameter<byte[]> { TypedValue = hash } } };

    private static async Task<AccountToken?> ReadAsync(NpgsqlCommand command, CancellationToken ct)
    {
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct)
            ? new AccountToken(
                Purpose(row.GetString(0)), row.IsDBNull(1) ? null : new UserId(row.GetGuid(1)), row.GetString(2))
            : null;
    }

    private static string Word(AccountTokenPurpose purpose) => JsonNamingPolicy.SnakeCaseLower.ConvertName(purpose.ToString());

    private static AccountTokenPurpose Purpose(string word) => Enum.Parse<AccountTokenPurpose>(word.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);

    private static byte[] Hash(string secret) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(secret.Length <= LongestSecret ? secret : ""));
}
