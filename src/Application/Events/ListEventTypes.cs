using System.Text.Json;
using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Events;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Events;

/// <summary>The public catalogue: every event type with its schema and an example.</summary>
[AnyMember]
public sealed record ListEventTypes(PageRequest Page) : IQuery<Page<EventTypeView>>;

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

    public Task<Result<Page<EventTypeView>>> Handle(ListEventTypes request, CancellationToken cancellationToken) =>
        Task.FromResult<Result<Page<EventTypeView>>>(Page<EventTypeView>.Slice(
            [.. EventCatalogue.All.OrderBy(type => type.Name, StringComparer.Ordinal).Select(View)], request.Page, type => type.Name));

    private EventTypeView View(EventType type) => new(
        type.Name, type.Version, type.Summary, EventSchema.Of(type),
        new EventView(
            Id, type.Name, type.Version, Moment, tenant.OrganizationId.Value,
            JsonSerializer.SerializeToElement(EventExamples.Of(type), type.Data, WireJson.Options), CausedBy: null, EventOrigin.Live));
}
