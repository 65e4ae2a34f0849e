using Financbase.Domain.SharedKernel;
using Financbase.Testing.Hosting;
using Npgsql;

namespace Financbase.Infrastructure.Tests.Pipeline;

public sealed class TransactionTests
{
    private TestApp _app = null!;
    private TestOrganization _ours = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(TestCommands.Add, ("Process:Roles", "web"));
        _ours = await _app.FoundAsync("ours");
    }

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [SetUp]
    public Task Empty() => _app.Database.ScalarAsync("DELETE FROM event_deliveries; DELETE FROM events");

    [Test]
    public async Task A_command_that_succeeds_is_committed()
    {
        (await _ours.SendAsync(new Book("kept"))).IsSuccess.ShouldBeTrue();

        (await BookedAsync()).ShouldBe("kept");
    }

    [Test]
    public async Task A_command_that_fails_leaves_nothing()
    {
        var result = await _ours.SendAsync(new Book("gone", _ => Task.FromResult<Error?>(Error.Rule("test.refused", "No."))));

        result.Error!.Code.ShouldBe("test.refused");
        (await BookedAsync()).ShouldBe(DBNull.Value);
    }

    [Test]
    public async Task A_serialization_failure_is_repeated_until_it_succeeds_and_counts_once()
    {
        var attempts = 0;

        var result = await _ours.SendAsync(new Book("once", scope => ++attempts < 3
            ? TestCommands.FailAsync(scope, PostgresErrorCodes.SerializationFailure)
            : Task.FromResult<Error?>(null)));

        result.IsSuccess.ShouldBeTrue();
        attempts.ShouldBe(3);
        (await BookedAsync()).ShouldBe("once");
    }

    [Test]
    public async Task A_violated_constraint_becomes_an_error_and_leaves_nothing()
    {
        var result = await _ours.SendAsync(new Book("gone", scope =>
            TestCommands.FailAsync(scope, PostgresErrorCodes.UniqueViolation)));

        result.Error!.Kind.ShouldBe(ErrorKind.Conflict);
        (await BookedAsync()).ShouldBe(DBNull.Value);
    }

    [Test]
    public async Task A_use_case_inside_another_joins_it_and_fails_alone()
    {
        var result = await _ours.SendAsync(new Book("outer", async scope =>
        {
            (await scope.SendAsync(new Book("inner kept"))).IsSuccess.ShouldBeTrue();
            (await scope.SendAsync(new Book("inner gone", _ => Task.FromResult<Error?>(Error.Rule("test.refused", "No.")))))
                .IsSuccess.ShouldBeFalse();
            return null;
        }));

        result.IsSuccess.ShouldBeTrue();
        (await BookedAsync()).ShouldBe("outer,inner kept");
    }

    [Test]
    public async Task An_outer_failure_takes_the_inner_success_with_it()
    {
        await _ours.SendAsync(new Book("outer", async scope =>
        {
            await scope.SendAsync(new Book("inner"));
            return Error.Rule("test.refused", "No.");
        }));

        (await BookedAsync()).ShouldBe(DBNull.Value);
    }

    [Test]
    public async Task A_query_cannot_write() =>
        (await Should.ThrowAsync<PostgresException>(() => _ours.SendAsync(new TryToWrite())))
            .SqlState.ShouldBe(PostgresErrorCodes.ReadOnlySqlTransaction);

    [Test]
    public async Task Without_the_permission_the_handler_never_runs() =>
        (await _ours.SendAsync(new Forbidden())).Error!.Kind.ShouldBe(ErrorKind.Forbidden);

    private Task<object?> BookedAsync() =>
        _app.Database.ScalarAsync("SELECT string_agg(data->>'name', ',' ORDER BY position) FROM events");
}
