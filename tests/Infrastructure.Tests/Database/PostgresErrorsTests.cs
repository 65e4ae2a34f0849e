using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Financbase.Testing.Database;
using Npgsql;

namespace Financbase.Infrastructure.Tests.Database;

public sealed class PostgresErrorsTests
{
    [TestCase("SELECT $1", "a\0")]
    [TestCase("SELECT $1::jsonb", """{"a":"\u0000"}""")]
    public async Task A_text_that_the_database_cannot_keep_is_the_sender_s_mistake(string sql, string text)
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var source = NpgsqlDataSource.Create(database.Superuser);
        await using var command = source.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = text });

        var refused = await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        new PostgresErrors([]).Explain(refused).ShouldNotBeNull().Kind.ShouldBe(ErrorKind.Validation);
    }
}
