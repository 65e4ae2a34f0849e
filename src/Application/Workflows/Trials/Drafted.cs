using System.Text.Json;
using Financbase.Application.Events;
using Financbase.Application.Tenancy;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Running;
using Financbase.Domain.Workflows.Triggers;

namespace Financbase.Application.Workflows.Trials;

/// <summary>A draft that could be published, ready to be tried in memory.</summary>
internal sealed class Drafted(WorkflowDefinition draft, TenantInfo tenant, TimeProvider clock)
{
    // A worker checkpoints more often; here nothing is kept.
    private const int StepsAtOnce = 1_000;

    private readonly JsonElement _organization = JsonSerializer.SerializeToElement(
        new { id = tenant.Id, slug = tenant.Identifier, name = tenant.Name, baseCurrency = tenant.BaseCurrency.Code }, WireJson.Options);

    public WorkflowDefinition Draft => draft;

    public WorkflowPlan Plan { get; } = WorkflowPlan.Of(draft);

    /// <summary>The events that the draft listens to.</summary>
    public IReadOnlyList<string> Events { get; } = [.. draft.Triggers.Select(trigger => trigger.Compiled.EventName).OfType<string>().Distinct()];

    public static TriggerInput InputOf(EventView booked) => new(booked.Data, JsonSerializer.SerializeToElement(
        new { booked.Id, booked.Type, booked.Version, booked.Timestamp, booked.OrganizationId, booked.CausedBy, booked.Origin }, WireJson.Options));

    /// <summary>Whether one of its triggers accepts the event; a filter that cannot be evaluated does not.</summary>
    public bool Accepts(string type, TriggerInput input, DateTimeOffset at)
    {
        try
        {
            return Plan.Triggers.OfType<EventTrigger>().Any(trigger => trigger.Event == type && trigger.Accepts(Scope.OfTrigger(input, _organization, at)));
        }
        catch (DomainException)
        {
            return false;
        }
    }

    /// <summary>With <paramref name="until"/> it stops when the step of this key has ended once.</summary>
    public RehearsalEnd Run(TriggerInput input, Pins pins, TimeSpan most, string? until, CancellationToken ct)
    {
        var context = new SegmentContext(input, _organization, clock, () => 1) { MaxSteps = until is null ? StepsAtOnce : 1 };
        return Rehearsal.Run(Plan, pins, context, most, until, ct);
    }
}
