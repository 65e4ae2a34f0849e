using System.Text.Json;
using Financbase.Application.Persistence;
using Financbase.Application.Workflows;
using Financbase.Domain.Access;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Infrastructure.Database;
using Financbase.Testing.Database;
using Financbase.Testing.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Financbase.Infrastructure.Tests.Workflows.Engine;

/// <summary>An organization with workflows on a real database. The app only serves; workers are started by the test.</summary>
internal sealed class EngineScene : IAsyncDisposable
{
    private readonly TestApp _app;
    private readonly NpgsqlDataSource _look;
    private readonly List<EngineWorker> _workers = [];

    private EngineScene(TestApp app, TestOrganization organization)
    {
        _app = app;
        Organization = organization;
        _look = NpgsqlDataSource.Create(app.Database.Superuser);
    }

    public TestApp App => _app;

    public TestDatabase Database => _app.Database;

    public TestOrganization Organization { get; }

    public IServiceProvider Services => _app.Services;

    public DataSources DataSources => Services.GetRequiredService<DataSources>();

    public static async Task<EngineScene> BuildAsync()
    {
        var app = await TestApp.StartAsync(("Process:Roles", "web"), ("Encryption:Key", EngineWorker.EncryptionKey));
        return new EngineScene(app, await app.FoundAsync("acme"));
    }

    public Task<TestOrganization> FoundAsync(string slug) => _app.FoundAsync(slug);

    public async Task<EngineWorker> StartWorkerAsync(params (string Key, string Value)[] settings)
    {
        var worker = await EngineWorker.StartAsync(Database, settings);
        _workers.Add(worker);
        return worker;
    }

    /// <summary>Publishes a workflow with these steps, a manual trigger or the one given, and more members of its definition, as an owner or with these rights.</summary>
    public async Task<WorkflowId> PublishAsync(string steps, string trigger = """{"type":"manual"}""", TestOrganization? organization = null, string more = "", Rights? rights = null)
    {
        await using var scope = (organization ?? Organization).EnterAs();
        var language = scope.ServiceProvider.GetRequiredService<WorkflowLanguage>();
        var parsed = WorkflowDefinition.Parse($$"""{"name":"Test",{{more}}{{(more.Length > 0 ? "," : "")}}"trigger":{{trigger}},"steps":{{steps}}}""", language);
        parsed.Problems.ShouldBeEmpty();
        GraphCheck.Of(parsed.Definition!, language).ShouldBeEmpty();

        await using var work = await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().BeginAsync(readOnly: false, default);
        var workflow = Workflow.Create((organization ?? Organization).Id, parsed.Definition!, DateTimeOffset.UnixEpoch);
        var version = workflow.Publish(parsed.Definition!, null, DateTimeOffset.UnixEpoch, rights ?? new Rights(Role.Owner.Permissions));
        scope.ServiceProvider.GetRequiredService<IRepository<Workflow>>().Add(workflow);
        scope.ServiceProvider.GetRequiredService<IRepository<WorkflowVersion>>().Add(version);
        await work.CommitAsync(default);
        return workflow.Id;
    }

    public async Task<IReadOnlyList<WorkflowExecutionId>> StartAsync(
        WorkflowId workflow, int count, string input = "{}", TestOrganization? organization = null)
    {
        var ids = new List<WorkflowExecutionId>();
        await using var scope = (organization ?? Organization).EnterAs();
        await using var work = await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().BeginAsync(readOnly: false, default);
        var starter = scope.ServiceProvider.GetRequiredService<IWorkflowStarter>();
        for (var number = 0; number < count; number++)
        {
            var start = new WorkflowStart(workflow, 1, JsonElement.Parse(input.Replace("%n", $"{number}")), StartSource.Api);
            ids.Add((await starter.StartAsync(start, default))!.Value);
        }

        await work.CommitAsync(default);
        return ids;
    }

    public async Task<WorkflowExecutionId> StartAsync(WorkflowId workflow, string input = "{}") =>
        (await StartAsync(workflow, 1, input))[0];

    public async Task<WorkflowExecutionId?> StartOnceAsync(WorkflowId workflow, string key)
    {
        await using var scope = Organization.EnterAs();
        await using var work = await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().BeginAsync(readOnly: false, default);
        var id = await scope.ServiceProvider.GetRequiredService<IWorkflowStarter>().StartAsync(
            new WorkflowStart(workflow, 1, JsonElement.Parse("{}"), StartSource.Api, key), default);
        await work.CommitAsync(default);
        return id;
    }

    public async Task<CancelOutcome> CancelAsync(WorkflowExecutionId id, TestOrganization? organization = null)
    {
        await using var scope = (organization ?? Organization).EnterAs();
        await using var work = await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().BeginAsync(readOnly: false, default);
        var outcome = await scope.ServiceProvider.GetRequiredService<IExecutionCanceller>().CancelAsync(id, default);
        await work.CommitAsync(default);
        return outcome;
    }

    /// <summary>Books an event of the organization past every aggregate, as an import does.</summary>
    public async Task BookAsync(params Domain.SharedKernel.IDomainEvent[] facts)
    {
        await using var scope = Organization.EnterAs();
        await using var work = await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().BeginAsync(readOnly: false, default);
        await scope.ServiceProvider.GetRequiredService<Application.Events.IEventLog>().AppendAsync(facts, default);
        await work.CommitAsync(default);
    }

    public Task<string> StatusAsync(WorkflowExecutionId id) =>
        ScalarAsync<string>($"SELECT status FROM workflow_executions WHERE id = '{id}'");

    public Task<string> ErrorAsync(WorkflowExecutionId id) =>
        ScalarAsync<string>($"SELECT error->>'code' FROM workflow_executions WHERE id = '{id}'");

    public async Task<JsonElement> OutputAsync(WorkflowExecutionId id) =>
        JsonElement.Parse(await ScalarAsync<string>($"SELECT output::text FROM workflow_executions WHERE id = '{id}'"));

    /// <summary>The history of steps as <c>step:status</c>, in order.</summary>
    public async Task<string> StepsAsync(WorkflowExecutionId id) => await ScalarAsync<string>(
        $"SELECT COALESCE(string_agg(step || ':' || status, ' ' ORDER BY position), '') FROM workflow_step_executions WHERE execution_id = '{id}'");

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = _look.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task<int> ExecuteAsync(string sql)
    {
        await using var command = _look.CreateCommand(sql);
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>Waits until the status is this one; the last status seen is in the failure.</summary>
    public Task WaitForAsync(WorkflowExecutionId id, string status, double seconds = 20) =>
        UntilAsync(async () => await StatusAsync(id), seen => seen == status, seconds);

    public Task WaitForAllAsync(string status, int count, double seconds = 30) => UntilAsync(
        () => ScalarAsync<long>($"SELECT count(*) FROM workflow_executions WHERE status = '{status}'"), seen => seen == count, seconds);

    public static async Task UntilAsync<T>(Func<Task<T>> look, Func<T, bool> done, double seconds = 20)
    {
        var deadline = DateTime.UtcNow.AddSeconds(seconds);
        var seen = await look();
        while (!done(seen) && DateTime.UtcNow < deadline)
        {
            await Task.Delay(20);
            seen = await look();
        }

        done(seen).ShouldBeTrue($"Still {seen} after {seconds} s.");
    }

    public async Task StopWorkersAsync()
    {
        foreach (var worker in _workers)
        {
            await worker.DisposeAsync();
        }

        _workers.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await StopWorkersAsync();
        await _look.DisposeAsync();
        await _app.DisposeAsync();
    }
}
