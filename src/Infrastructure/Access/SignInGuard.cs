using System.Net;
using Financbase.Application.Access;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Encryption;
using Npgsql;

namespace Financbase.Infrastructure.Access;

/// <summary>
/// Counts attempts by rows of their own, keyed by a keyed hash, so that an address which nobody has locks like any
/// other and the table tells no addresses. One statement counts and answers: of attempts that arrive together, no two
/// see the same count.
/// </summary>
internal sealed class SignInGuard(DataSources dataSources, MasterKey master) : ISignInGuard
{
    public const int AttemptsPerAccount = 5;
    public const int AttemptsPerNetwork = 100;

    private const string Count = """
        INSERT INTO sign_in_attempts AS a (subject, attempts, ends_at) VALUES ($1, 1, app_now() + interval '15 minutes')
        ON CONFLICT (subject) DO UPDATE SET
            attempts = CASE WHEN a.ends_at <= app_now() THEN 1 ELSE a.attempts + 1 END,
            ends_at = CASE WHEN a.ends_at <= app_now() OR a.attempts + 1 = $2
                THEN app_now() + interval '15 minutes' ELSE a.ends_at END
        RETURNING CASE WHEN attempts > $2 THEN ends_at - app_now() END
        """;

    private readonly AttemptSubjects _subjects = new(master, "sign-in subjects");

    public async Task<TimeSpan?> AdmitAsync(string email, IPAddress? address, CancellationToken ct)
    {
        await using var batch = dataSources.Aside.CreateBatch();
        batch.BatchCommands.Add(Command(Count, _subjects.Account(email), AttemptsPerAccount));
        if (address is not null)
            batch.BatchCommands.Add(Command(Count, _subjects.Network(address), AttemptsPerNetwork));

        TimeSpan? longest = null;
        await using var answers = await batch.ExecuteReaderAsync(ct);
        do
        {
            while (await answers.ReadAsync(ct))
            {
                if (!answers.IsDBNull(0) && (longest is null || answers.GetTimeSpan(0) > longest))
                    longest = answers.GetTimeSpan(0);
            }
        }
        while (await answers.NextResultAsync(ct));

        return longest;
    }

    public async Task ForgiveAsync(string email, IPAddress? address, CancellationToken ct)
    {
        await using var batch = dataSources.Aside.CreateBatch();
        batch.BatchCommands.Add(Command("DELETE FROM sign_in_attempts WHERE subject = $1", _subjects.Account(email)));
        if (address is not null)
        {
            batch.BatchCommands.Add(Command(
                "UPDATE sign_in_attempts SET attempts = GREATEST(attempts - 1, 0) WHERE subject = $1", _subjects.Network(address)));
        }

        await batch.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlBatchCommand Command(string sql, byte[] subject, params ReadOnlySpan<int> limits)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = subject });
        foreach (var limit in limits)
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        return command;
    }
}
