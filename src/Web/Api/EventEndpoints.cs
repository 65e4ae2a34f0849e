using Financbase.Application.Events;
using Financbase.Domain.Events;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.Api.Description;
using Financbase.Web.RateLimits;

namespace Financbase.Web.Api;

/// <summary><c>/api/events</c> and the catalogue <c>/api/event-types</c>.</summary>
internal static class EventEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/event-types", (PageParameters page, HttpContext http, ApiSender sender, CancellationToken ct) =>
            sender.Page(new ListEventTypes(page.Value, QueryWord.Text(http), QueryWord.Key(http, "subject")), ct)).Sends<ListEventTypes>().Takes(
                QueryWords.Text("subject", "Only types about this, such as `bank_transaction`: what stands before the point."), QueryWords.Search);
        api.MapGet("/events", (PageParameters page, HttpContext http, ApiSender sender, CancellationToken ct) =>
            sender.Page(new ListEvents(Filter(http), page.Value), ct)).Sends<ListEvents>().Takes(
                QueryWords.Text("type", "Only this type, or a family such as `invoice.*`."), QueryWords.Moment("from", "From this moment on."),
                QueryWords.Moment("to", "Before this moment."), QueryWords.Id("causedBy", "Only what this event led to."),
                QueryWords.Word<EventDeliveryState>("delivery", "Only events that stand so with one of their consumers."),
                QueryWords.Word<EventOrigin>("origin", "Only what happened in the moment that it was booked, or only history that was filled in."));
        api.MapGet("/events/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Ok(new GetEvent(id), ct)).Sends<GetEvent>();
        api.MapPost("/events/{id:guid}/deliveries/{consumer}/retry", (Guid id, string consumer, ApiSender sender, CancellationToken ct) =>
            sender.Send(new RetryEventDelivery(id, consumer), _ => ApiAnswer.Accepted($"/api/events/{id}", new RetriedDelivery(id, consumer)), ct))
            .Sends<RetryEventDelivery>().Answers<RetriedDelivery>(StatusCodes.Status202Accepted);
        api.MapPost("/events/replay", (Body<ReplayEvents> body, ApiSender sender, CancellationToken ct) =>
            sender.Send(body.Value, replayed => ApiAnswer.Accepted("/api/events", replayed), ct)).Sends<ReplayEvents>()
            .Answers(StatusCodes.Status202Accepted).Costs(RequestCost.Heavy)
            .Example("""{"consumer":"workflows","from":"2026-06-01T00:00:00Z","to":"2026-07-01T00:00:00Z","type":"bank_transaction.created"}""");
    }

    private static EventFilter Filter(HttpContext http) => new(
        http.Request.Query["type"].ToString() is { Length: > 0 } type ? type : null,
        QueryWord.Moment(http, "from"),
        QueryWord.Moment(http, "to"),
        http.Request.Query["causedBy"].ToString() is not { Length: > 0 } cause ? null
            : Guid.TryParse(cause, out var id) ? id
            : throw new DomainException(Error.Validation("causedBy", "Use the id of an event.")),
        QueryWord.Read<EventDeliveryState>(http, "delivery"),
        QueryWord.Read<EventOrigin>(http, "origin"));
}

/// <param name="Id">The event.</param>
/// <param name="Consumer">Who gets it again.</param>
public sealed record RetriedDelivery(Guid Id, string Consumer);
