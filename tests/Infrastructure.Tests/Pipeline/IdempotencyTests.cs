using Financbase.Application.Idempotency;
using Financbase.Application.Pipeline;
using Financbase.Domain.SharedKernel;
using Financbase.Testing.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Infrastructure.Tests.Pipeline;

public sealed class IdempotencyTests
{
    private TestApp _app = null!;
    private TestOrganization _ours = null!;

    [SetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(TestCommands.Add, ("Process:Roles", "web"));
        _ours = await _app.FoundAsync("ours");
    }

    [TearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task A_repetition_gets_the_first_answer_and_no_second_effect()
    {
        var actor = _ours.EnterAs();
        await using var _ = actor;
        var (first, _) = await CallAsync(actor, "key", hash: 1, new Book("a"));
        var (second, error) = await CallAsync(actor, "key", hash: 1, new Book("a"));

        error!.Code.ShouldBe(IdempotencyErrors.Replayed.Code);
        second.Replayed.ShouldBe(first.Rendered);
        (await BookedAsync()).ShouldBe(1L);
    }

    [Test]
    public async Task Another_body_under_the_same_key_is_refused()
    {
        await using var actor = _ours.EnterAs();
        await CallAsync(actor, "key", hash: 1, new Book("a"));

        var (_, error) = await CallAsync(actor, "key", hash: 2, new Book("b"));

        error.ShouldBe(IdempotencyErrors.Mismatch);
        (await BookedAsync()).ShouldBe(1L);
    }

    [Test]
    public async Task Somebody_elses_key_is_another_key()
    {
        await using var one = _ours.EnterAs();
        await using var other = _ours.EnterAs();
        await CallAsync(one, "key", hash: 1, new Book("a"));

        (await CallAsync(other, "key", hash: 1, new Book("a"))).Error.ShouldBeNull();
        (await BookedAsync()).ShouldBe(2L);
    }

    [Test]
    public async Task A_failed_command_leaves_the_key_free()
    {
        await using var actor = _ours.EnterAs();
        await CallAsync(actor, "key", 1, new Book("a", _ => Task.FromResult<Error?>(Error.Rule("test.refused", "No."))));

        (await CallAsync(actor, "key", hash: 1, new Book("a"))).Error.ShouldBeNull();
        (await BookedAsync()).ShouldBe(1L);
    }

    [Test]
    public async Task While_the_first_call_runs_a_second_is_told_so()
    {
        await using var actor = _ours.EnterAs();
        Error? inFlight = null;

        await CallAsync(actor, "key", 1, new Book("a", async _ =>
        {
            inFlight = (await CallAsync(actor, "key", hash: 1, new Book("a"))).Error;
            return null;
        }));

        inFlight.ShouldBe(IdempotencyErrors.InFlight);
        (await BookedAsync()).ShouldBe(1L);
    }

    [Test]
    public async Task A_key_is_free_again_after_a_day()
    {
        await using var actor = _ours.EnterAs();
        await CallAsync(actor, "key", hash: 1, new Book("a"));
        await _app.Database.ScalarAsync("UPDATE idempotency_keys SET created_at = created_at - interval '25 hours'");

        (await CallAsync(actor, "key", hash: 2, new Book("b"))).Error.ShouldBeNull();
    }

    private static async Task<(IdempotentCall Call, Error? Error)> CallAsync(
        AsyncServiceScope actor, string key, byte hash, Book command)
    {
        var call = new IdempotentCall(key, "POST /test", [hash], value => new StoredAnswer(201, null, $"\"{value}\"", null));
        await using var scope = actor.ServiceProvider.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<WorkContext>();
        var origin = actor.ServiceProvider.GetRequiredService<WorkContext>();
        context.Set(origin.Tenant!);
        context.Set(origin.Current);
        context.Call = call;
        var result = await scope.ServiceProvider.SendAsync(command);
        return (call, result.Error);
    }

    private Task<object?> BookedAsync() => _app.Database.ScalarAsync("SELECT count(*) FROM events");
}
