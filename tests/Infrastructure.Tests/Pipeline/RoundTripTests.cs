using System.Diagnostics;
using Financbase.Application.Organizations;
using Financbase.Testing.Hosting;
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
