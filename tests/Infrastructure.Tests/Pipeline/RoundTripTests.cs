using System.Diagnostics;
using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Organizations;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.SharedKernel;
using Financbase.Testing.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Financbase.Infrastructure.Tests.Pipeline;

/// <summary>What a use case costs before it does anything: one statement, which opens the wall and forbids a query to write.</summary>
public sealed class RoundTripTests
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

    [Test]
    public async Task A_query_begins_with_one_statement()
    {
        var statements = await StatementsAsync(() => _ours.SendAsync(new GetOrganization()));

        statements[0].ShouldBe("SELECT set_config('app.organization_id', @organization, true), set_config('transaction_read_only', 'on', true)");
        statements.Count(statement => statement.Contains("set_config", StringComparison.Ordinal) || statement.StartsWith("SET ", StringComparison.Ordinal)).ShouldBe(1);
        statements.ShouldContain(statement => statement.Contains("organizations", StringComparison.Ordinal));
    }

    [Test]
    public async Task What_only_reads_is_still_refused_to_write() =>
        (await Should.ThrowAsync<PostgresException>(() => _ours.SendAsync(new TryToWrite()))).SqlState.ShouldBe(PostgresErrorCodes.ReadOnlySqlTransaction);

    [Test]
    public async Task Queries_that_are_read_together_begin_once_and_end_once()
    {
        var statements = await StatementsAsync(() => ReadAsync(async reads =>
        {
            (await reads.Send(new GetOrganization(), default)).IsSuccess.ShouldBeTrue();
            return await reads.Send(new GetOrganization(), default);
        }));

        statements.Count(statement => statement.Contains("organizations", StringComparison.Ordinal)).ShouldBe(2);
        statements.Count(statement => statement.Contains("set_config", StringComparison.Ordinal) || statement.Contains("SAVEPOINT", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Test]
    public async Task Each_query_that_is_read_together_is_authorized_and_a_refusal_spoils_no_other() => (await ReadAsync(async reads =>
    {
        (await reads.Send(new ListAuditLogs(new AuditFilter(), new PageRequest()), default)).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
        return await reads.Send(new GetOrganization(), default);
    }, role: "viewer")).IsSuccess.ShouldBeTrue();

    [Test]
    public async Task What_is_read_together_cannot_write() =>
        (await Should.ThrowAsync<PostgresException>(() => ReadAsync(reads => reads.Send(new TryToWrite(), default))))
            .SqlState.ShouldBe(PostgresErrorCodes.ReadOnlySqlTransaction);

    [Test]
    public async Task The_frame_of_a_page_is_asked_for_at_once() =>
        (await StatementsAsync(() => _ours.SendAsync(new GetMyself()))).Count.ShouldBe(1);

    private async Task<T> ReadAsync<T>(Func<ISender, Task<T>> reads, string role = "owner")
    {
        await using var scope = _ours.EnterAs(role);
        return await scope.ServiceProvider.GetRequiredService<ISender>().ReadAsync(reads, default);
    }

    // Of this call alone: the process has other work in traces of its own.
    private static async Task<IReadOnlyList<string>> StatementsAsync(Func<Task> act)
    {
        var statements = new List<string>();
        using var call = new Activity("call").Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == call.TraceId && (activity.GetTagItem("db.query.text") ?? activity.GetTagItem("db.statement")) is string statement)
                    statements.Add(statement);
            },
        };
        ActivitySource.AddActivityListener(listener);
        await act();
        return statements;
    }
}
