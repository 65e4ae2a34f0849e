using System.Text.Json;
using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Events;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Events;

/// <summary>The public catalogue: every event type with its schema and an example.</summary>
/// <param name="Page">Which page.</param>
/// <param name="Text">Only those whose name or sentence contains it.</param>
/// <param name="Subject">Only those about this: the name's part before the point.</param>
[AnyMember]
public sealed record ListEventTypes(PageRequest Page, string? Text = null, string? Subject = null) : IQuery<Page<EventTypeView>>, ISorted
{
    public static Sorts Sorts { get; } = new("name");
}

/// <param name="Name">Wire name, webhook type and workflow trigger.</param>
/// <param name="Version">Of the data's shape.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Schema">JSON Schema of the event's <c>data</c>.</param>
/// <param name="Example">A whole event of this type, as the reader's organization would get it.</param>
public sealed record EventTypeView(string Name, int Version, string Summary, JsonElement Schema, EventView Example);

internal sealed class ListEventTypesHandler(IMultiTenantContextAccessor tenant) : IHandler<ListEventTypes, Page<EventTypeView>>
{
    private static readonly DateTimeOffset Moment = new(2026, 7, 1, 8, 30, 0, TimeSpan.Zero);
    private static readonly Guid Id = new("0197c4a0-5e00-7000-8000-0000000000ff");

    private static readonly Keyset<EventType, string> Orders = new Keyset<EventType, string>(ListEventTypes.Sorts, type => type.Name).ById("name");

    public Task<Result<Page<EventTypeView>>> Handle(ListEventTypes request, CancellationToken cancellationToken) =>
        Task.FromResult<Result<Page<EventTypeView>>>(Orders.PageOfAll(
            EventCatalogue.All.Where(type => SearchText.Finds(request.Text, type.Name, type.Summary)
                && (string.IsNullOrEmpty(request.Subject) || type.Subject == request.Subject)),
            request.Page).Select(View));

    private EventTypeView View(EventType type) => new(
        type.Name, type.Version, type.Summary, EventSchema.Of(type),
        new EventView(
            Id, type.Name, type.Version, Moment, tenant.OrganizationId.Value,
            JsonSerializer.SerializeToElement(EventExamples.Of(type), type.Data, WireJson.Options), CausedBy: null, EventOrigin.Live));
}
