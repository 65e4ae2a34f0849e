using System.Text.Json;
using Financbase.Application.Audit;
using Financbase.Application.Events;
using Financbase.Application.Workflows;
using Financbase.Domain.Events;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Triggers;
using Financbase.Infrastructure.Events;
using Financbase.Infrastructure.Workflows.Plans;
using Financbase.Infrastructure.Workflows.Quotas;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Starting;

/// <summary>
/// The consumer <c>workflows</c>: starts what listens to an event, once per event and trigger. Executions are booked in
/// the transaction that marks the event as handled. It also has people told of executions that went wrong.
/// </summary>
internal sealed partial class EventTriggers(
    PlanCache plans, OrganizationFacts organizations, TurnRules turns, StartQuotas quotas, EventWaits waits, TimeProvider clock, ILogger<EventTriggers> logger) : IEventConsumer
{
    public string Name => "workflows";

    public string? Wakes => WorkflowChannels.Ready;

    public async Task HandleAsync(IReadOnlyList<StoredEvent> events, NpgsqlConnection connection, CancellationToken ct)
    {
        StoredEvent[] live = [.. events.Where(MayStart)];
        if (live.Length > 0)
        {
            await StartAsync(live, connection, ct);
        }

        await RunNews.TellAsync(events, connection, ct);
    }

    private async Task StartAsync(StoredEvent[] live, NpgsqlConnection connection, CancellationToken ct)
    {
        await waits.SettleAsync(live, connection, ct);
        var listeners = await Listener.FindAsync(live, connection, ct);
        var starts = new List<NewExecution>();
        foreach (var booked in live)
        {
            foreach (var listener in listeners[(booked.OrganizationId, booked.Type)])
            {
                if (await StartAsync(listener, booked, ct) is { } start)
                {
                    starts.Add(start);
                }
            }
        }

        if (starts.Count > 0)
        {
            var booked = await quotas.BookAsync(starts, connection, ct);
            await RefusedStarts.WriteAsync(booked, connection, ct);
            await StartsAudit.WriteAsync(AuditActions.StartByEvent, starts, [.. booked.Ids], clock.GetUtcNow(), connection, ct);
        }
    }

    // History that is filled in starts nothing; a chain of automations as long as this is a loop.
    private bool MayStart(StoredEvent booked)
    {
        if (booked.Depth > ICausation.MaxDepth)
        {
            ChainTooLong(booked.Id, booked.Type);
        }

        return booked.Origin == EventOrigin.Live && booked.Depth <= ICausation.MaxDepth;
    }

    private async Task<NewExecution?> StartAsync(Listener listener, StoredEvent booked, CancellationToken ct)
    {
        if (IsOwnEvent(listener, booked))
        {
            return null;
        }

        var plan = await plans.GetAsync(listener.OrganizationId, listener.WorkflowId, listener.Version, ct);
        var organization = await organizations.GetAsync(listener.OrganizationId, ct);
        try
        {
            return plan.Triggers[listener.Position] is EventTrigger trigger
                && trigger.Accepts(Scope.OfTrigger(Input(booked), organization, booked.Timestamp))
                ? Start(listener, booked) with
                {
                    Turn = await turns.OfAsync(listener.OrganizationId, listener.WorkflowId, listener.Version, Input(booked), ct),
                }
                : null;
        }
        catch (DomainException mistake)
        {
            FilterFailed(listener.WorkflowId.Value, booked.Id, mistake.Message);
            return null;
        }
    }

    // A workflow that listens to the end of workflows would start itself for ever.
    private static bool IsOwnEvent(Listener listener, StoredEvent booked) =>
        booked.Data.ValueKind == JsonValueKind.Object
        && booked.Data.TryGetProperty("workflowId", out var workflow)
        && workflow.ValueKind == JsonValueKind.String
        && workflow.TryGetGuid(out var id) && id == listener.WorkflowId.Value;

    private static NewExecution Start(Listener listener, StoredEvent booked) => new(
        listener.OrganizationId,
        listener.WorkflowId,
        listener.Version,
        Input(booked),
        StartSource.Event,
        new Cause(booked.Id, booked.Depth) { People = booked.People },
        $"event:{booked.Id}:{listener.Position}")
    {
        Correlation = Subject(booked.Data),
    };

    /// <summary>The id of what the event is about, which its data begins with: all that one invoice led to is found by the invoice's id.</summary>
    private static string? Subject(JsonElement data) =>
        data.ValueKind == JsonValueKind.Object && (data.TryGetProperty("id", out var id) || data.TryGetProperty("executionId", out id))
            && id.ValueKind == JsonValueKind.String && id.TryGetGuid(out var subject)
                ? $"{subject}"
                : null;

    private static TriggerInput Input(StoredEvent booked) => new(booked.Data, EventWaits.Envelope(booked));

    [LoggerMessage(LogLevel.Warning, "Event {EventId} ({Type}) starts nothing: too many automations lie behind it")]
    private partial void ChainTooLong(Guid eventId, string type);

    [LoggerMessage(LogLevel.Warning, "The filter of workflow {WorkflowId} could not be evaluated for event {EventId}: {Reason}")]
    private partial void FilterFailed(Guid workflowId, Guid eventId, string reason);
}
