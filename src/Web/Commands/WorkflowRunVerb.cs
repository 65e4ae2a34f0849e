using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Financbase.Application.Access;
using Financbase.Application.Tenancy;
using Financbase.Application.Workflows;
using Financbase.Domain.Access;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Running;
using Financbase.Infrastructure.Workflows.Engine;

namespace Financbase.Web.Commands;

/// <summary>
/// Runs a definition once and really: with its calls, its mails and its changes, by an owner's rights. What starts it in the
/// file is left out, and it is archived as soon as its run has begun, which keeps its version: so nothing and nobody starts it
/// again, whatever becomes of the verb. The run stays in the organization's history. Where no worker lives the verb moves it on,
/// and nothing more: events that it books are handed to nobody and mails that it queues are not sent before one lives.
/// </summary>
internal sealed class WorkflowRunVerb(Operator platform, LocalEngine engine, TimeProvider clock) : Verb
{
    private const int Patience = 300;

    private static readonly Principal Owner = Principal.Platform with { Permissions = Role.Owner.Permissions, Rights = new Rights(Role.Owner.Permissions) };
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    public override string Name => "workflows run";

    public override string Usage =>
        "--organization SLUG FILE.json [--input FILE|JSON] [--timeout SECONDS]: runs the definition once, with all its effects, and prints its result";

    public override IReadOnlyCollection<string> Options => ["organization", "input", "timeout"];

    public override async Task<int> RunAsync(VerbLine line, VerbOutput output, CancellationToken ct)
    {
        if (line.Words is not [var file])
            throw new VerbException("Say which file holds the definition.");
        var organization = await platform.OrganizationAsync(line.Get("organization"), ct);
        var definition = ByHand(await File.ReadAllTextAsync(file, ct), file);
        var input = await InputAsync(line.Find("input"), ct);
        var patience = PatienceOf(line);
        await using var local = await engine.StartIfNoneLivesAsync(ct);
        if (local is not null)
            output.Progress("No worker lives: the verb runs it alone. Its events are handed on, and its mails sent, when one does.");

        var execution = await BeginAsync(definition, input, organization, ct);
        output.Progress($"Execution {execution} has begun.");
        return Tell(line, output, await EndAsync(execution, organization, patience, ct), isAlone: local is not null);
    }

    private async Task<WorkflowExecutionId> BeginAsync(string definition, JsonElement? input, TenantInfo organization, CancellationToken ct)
    {
        var workflow = new WorkflowId((await platform.SendAsync(new CreateWorkflow(definition), organization, ct, Owner)).Id);
        try
        {
            await platform.SendAsync(new PublishWorkflow(workflow), organization, ct, Owner);
            return new WorkflowExecutionId((await platform.SendAsync(new ExecuteWorkflow(workflow, input, StartSource.Manual), organization, ct, Owner)).ExecutionId);
        }
        finally
        {
            await platform.SendAsync(new DeleteWorkflow(workflow), organization, CancellationToken.None, Owner);
        }
    }

    private static int Tell(VerbLine line, VerbOutput output, ExecutionDetail run, bool isAlone)
    {
        output.Result(
            line,
            run.Status == ExecutionStatus.Succeeded ? JsonSerializer.Serialize(run.Output, Readable) : Sentence(run, isAlone),
            new { ExecutionId = run.Id, run.Status, run.Output, run.Error, run.FailedStep, run.ParkedReason, run.DurationMs });
        return run.Status == ExecutionStatus.Succeeded ? Done : Failed;
    }

    private static string Sentence(ExecutionDetail run, bool isAlone) => run.Status switch
    {
        ExecutionStatus.Failed => $"It failed at “{run.FailedStep}”: {run.Error?.GetProperty("message").GetString()}",
        ExecutionStatus.Cancelled => "It was cancelled.",
        ExecutionStatus.Parked => $"It waits for a person: {run.ParkedReason}.",
        _ when isAlone => "It has not ended in time; it goes on when a worker lives.",
        _ => "It has not ended in time; a worker goes on with it.",
    };

    /// <summary>Its end, or where it stands when the time is over.</summary>
    private async Task<ExecutionDetail> EndAsync(WorkflowExecutionId id, TenantInfo organization, TimeSpan patience, CancellationToken ct)
    {
        for (var began = clock.GetTimestamp(); ; await Task.Delay(Pause, clock, ct))
        {
            var run = await platform.SendAsync(new GetExecution(id), organization, ct, Owner);
            if (run.Status.IsFinal() || run.Status == ExecutionStatus.Parked || clock.GetElapsedTime(began) > patience)
                return run;
        }
    }

    private static string ByHand(string text, string file)
    {
        try
        {
            if (JsonNode.Parse(text) is not JsonObject definition)
                throw new VerbException($"{file} holds no definition: it must be a JSON object.");
            definition.Remove("triggers");
            definition["trigger"] = new JsonObject { ["type"] = "manual" };
            return definition.ToJsonString();
        }
        catch (Exception broken) when (broken is JsonException or ArgumentException)
        {
            throw new VerbException($"{file} is not JSON: {broken.Message}");
        }
    }

    /// <summary>JSON as it stands, or the file that holds it.</summary>
    private static async Task<JsonElement?> InputAsync(string? given, CancellationToken ct)
    {
        if (given is null)
            return null;
        try
        {
            return JsonElement.Parse(given.TrimStart().StartsWith('{') ? given : await File.ReadAllTextAsync(given, ct));
        }
        catch (JsonException broken)
        {
            throw new VerbException($"--input is not JSON: {broken.Message}");
        }
    }

    private static TimeSpan PatienceOf(VerbLine line) => TimeSpan.FromSeconds(line.Find("timeout") switch
    {
        null => Patience,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0 => seconds,
        var text => throw new VerbException($"--timeout is a number of seconds, not “{text}”."),
    });
}
