using System.Text.Json;
using System.Text.Json.Serialization;
using Financbase.Application.Access;
using Financbase.Application.Events;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Events;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Application.Workflows.Trials;

/// <summary>Runs the draft in memory: nothing is written and nobody is called.</summary>
/// <param name="Id">Which workflow.</param>
/// <param name="Input">Becomes <c>trigger.*</c>, when no event is given.</param>
/// <param name="Event">A made-up event.</param>
/// <param name="EventId">An event of the log.</param>
/// <param name="Pins">What steps answer, by key.</param>
/// <param name="Until">The key of a step after which it stops.</param>
[RequirePermission(Permissions.Workflows.Manage)]
public sealed record TestDraft(
    WorkflowId Id, JsonElement? Input = null, TestEvent? Event = null, Guid? EventId = null, IReadOnlyDictionary<string, JsonElement>? Pins = null,
    string? Until = null) : IQuery<TestRun>, IOnWorkflow;

/// <param name="Type">A name of the catalogue.</param>
/// <param name="Data">As the type's schema says; its example without it.</param>
public sealed record TestEvent(string Type, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Data = null);

internal sealed class TestDraftHandler(
    IRepository<Workflow> workflows,
    DraftLanguage draftLanguage,
    IEventReads events,
    ICurrentPrincipal principal,
    IMultiTenantContextAccessor tenant,
    TrialRoom room,
    TimeProvider clock) : IHandler<TestDraft, TestRun>
{
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(5);

    public async Task<Result<TestRun>> Handle(TestDraft request, CancellationToken cancellationToken)
    {
        if (await workflows.FindAsync(request.Id, cancellationToken) is not { } workflow)
            return Error.NotFound("workflow");
        using var place = room.Enter(tenant.OrganizationId);
        if (place is null)
            return TrialRoom.Taken;
        var draft = Drafts.Publishable(workflow.Draft, await draftLanguage.ReadAsync(cancellationToken));
        if (!draft.IsSuccess)
            return draft.Error;
        var drafted = new Drafted(draft.Value, tenant.Tenant!, clock);
        var pins = Pins.Read(request.Pins, drafted.Plan);
        if (!pins.IsSuccess)
            return pins.Error;
        if (request.Until is { } until && drafted.Draft.Find(until) is null)
            return Error.Validation("until", "There is no such step.");
        var start = await StartAsync(request, cancellationToken);
        if (!start.IsSuccess)
            return start.Error;
        var (input, type) = start.Value;
        bool? wouldStart = type is null ? null : drafted.Accepts(type, input, clock.GetUtcNow());
        return TestRun.Of(drafted.Run(input, pins.Value, MostTime, request.Until, cancellationToken), drafted.Draft, wouldStart);
    }

    private async Task<Result<(TriggerInput Input, string? Type)>> StartAsync(TestDraft request, CancellationToken ct)
    {
        if (request.EventId is { } id)
        {
            var rights = principal.Current.Rights;
            var found = rights.MayHold(Permissions.Events.Read) ? await events.FindAsync(id, EventReach.Of(rights), ct) : null;
            return found is null ? Error.Validation("eventId", "There is no such event.") : (Drafted.InputOf(found.Event), found.Event.Type);
        }

        if (request.Event is { } made)
            return MadeUp(made);
        var input = request.Input ?? Json.EmptyObject;
        return Problem(input) is { } problem ? Error.Validation("input", problem) : (new TriggerInput(input), null);
    }

    private Result<(TriggerInput Input, string? Type)> MadeUp(TestEvent made)
    {
        if (EventCatalogue.Find(made.Type ?? "") is not { } type)
            return Error.Validation("event.type", "No event has this name.");
        var data = made.Data ?? JsonSerializer.SerializeToElement(EventExamples.Of(type), type.Data, WireJson.Options);
        if (Problem(data) is { } problem)
            return Error.Validation("event.data", problem);
        var view = new EventView(
            Guid.CreateVersion7(), type.Name, type.Version, clock.GetUtcNow(), tenant.OrganizationId.Value, data, CausedBy: null, EventOrigin.Live);
        return (Drafted.InputOf(view), type.Name);
    }

    private static string? Problem(JsonElement json) =>
        json.ValueKind != JsonValueKind.Object ? "This must be an object."
        : json.GetRawText().Length > Limits.PayloadBytes ? WorkflowsErrors.PayloadTooLarge.Message
        : ForeignJson.Problem(json);
}
