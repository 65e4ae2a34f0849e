using Financbase.Application.Ledger.Scheduled;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.Api.Description;

namespace Financbase.Web.Api;

/// <summary><c>/api/scheduled-entries</c>: amounts that get into the books month by month.</summary>
internal static class ScheduledEntryEndpoints
{
    private const string Example = """
        {"name":"Insurance 2150","fromAccountId":"0197c4a0-5e00-7000-8000-000000000016","toAccountId":"0197c4a0-5e00-7000-8000-00000000000b",
         "total":"1200.00","startsOn":"2150-01-15","months":12,"method":"days"}
        """;

    private static readonly QueryWords[] Filters =
    [
        QueryWords.Search,
        QueryWords.Word<ScheduledStatus>("status", "Only those that are so."),
        QueryWords.Id("sourceEntryId", "Only those of an amount that this entry booked."),
    ];

    public static void Map(RouteGroupBuilder api)
    {
        var schedules = api.MapGroup("/scheduled-entries");
        schedules.MapGet("/", (Guid? sourceEntryId, PageParameters page, HttpContext http, ApiSender sender, CancellationToken ct) => sender.Page(
            new ListScheduledEntries(
                new(QueryWord.Text(http), QueryWord.Read<ScheduledStatus>(http, "status"), sourceEntryId is { } source ? new JournalEntryId(source) : null), page.Value), ct))
            .Sends<ListScheduledEntries>().Takes(Filters);
        schedules.MapPost("/", (Body<ScheduledEntryBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            new CreateScheduledEntry(body.Value.ToDraft()), added => ApiAnswer.Created($"/api/scheduled-entries/{added.Id}", added), ct)).Sends<CreateScheduledEntry>()
            .Answers(StatusCodes.Status201Created)
            .Refuses(LedgerErrors.AccountNotPostable, LedgerErrors.CurrencyNeeded(Currency.Of("USD")), LedgerErrors.ScheduleOneAccount, LedgerErrors.ScheduleTooSmall)
            .Example(Example);
        schedules.MapPost("/preview", (Body<ScheduledEntryBody> body, ApiSender sender, CancellationToken ct) => sender.Ok(
            new PreviewScheduledEntry(body.Value.ToDraft()), ct)).Sends<PreviewScheduledEntry>()
            .Refuses(LedgerErrors.AccountNotPostable, LedgerErrors.CurrencyNeeded(Currency.Of("USD")), LedgerErrors.ScheduleOneAccount, LedgerErrors.ScheduleTooSmall)
            .Example(Example);
        schedules.MapGet("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Ok(new GetScheduledEntry(new(id)), ct)).Sends<GetScheduledEntry>();
        schedules.MapPost("/{id:guid}/pause", (Guid id, ApiSender sender, CancellationToken ct) => sender.Send(
            new PauseScheduledEntry(new(id)), _ => ApiAnswer.Ok(null), ct)).Sends<PauseScheduledEntry>().Refuses(LedgerErrors.ScheduleOver);
        schedules.MapPost("/{id:guid}/resume", (Guid id, ApiSender sender, CancellationToken ct) => sender.Send(
            new ResumeScheduledEntry(new(id)), _ => ApiAnswer.Ok(null), ct)).Sends<ResumeScheduledEntry>().Refuses(LedgerErrors.ScheduleOver, LedgerErrors.AccountNotPostable);
        schedules.MapPost("/{id:guid}/cancel", (Guid id, Body<ScheduleEndBody>? body, ApiSender sender, CancellationToken ct) => sender.Ok(
            new CancelScheduledEntry(new(id), body?.Value.Ending ?? ScheduledEnding.KeepPosted, body?.Value.Date), ct)).Sends<CancelScheduledEntry>()
            .Refuses(LedgerErrors.ScheduleOver, LedgerErrors.ScheduleNoRest, LedgerErrors.AccountNotPostable, LedgerErrors.PeriodIsLocked)
            .Example("""{"ending":"postRest","date":"2150-06-30"}""");
    }
}

/// <param name="Name">What people call it, 1 to 100 characters; the memo of its entries begins with it.</param>
/// <param name="FromAccountId">Where the amount is, or an accrual is owed; in use.</param>
/// <param name="ToAccountId">Where it belongs; in use. Assets and expenses are debited, others credited.</param>
/// <param name="Total">Of all months, in the base currency; above zero.</param>
/// <param name="StartsOn">The first day; by months, only its month counts.</param>
/// <param name="Months">1 to 120.</param>
/// <param name="Kind">What becomes of the portions; without it, what is booked already is moved.</param>
/// <param name="Method">How they are worked out; without it, by months.</param>
/// <param name="SourceEntryId">The entry that booked the amount.</param>
public sealed record ScheduledEntryBody(
    string Name, AccountId FromAccountId, AccountId ToAccountId, BodyAmount Total, DateOnly StartsOn, int Months, ScheduledKind Kind = ScheduledKind.Deferral,
    ScheduledMethod Method = ScheduledMethod.Months, JournalEntryId? SourceEntryId = null)
{
    internal ScheduledEntryDraft ToDraft() => new(Name, FromAccountId, ToAccountId, Total.Value, StartsOn, Months, Kind, Method, SourceEntryId);
}

/// <param name="Ending">What the schedule leaves behind; without it, what is posted.</param>
/// <param name="Date">The day of what is posted by that; without it, today.</param>
public sealed record ScheduleEndBody(ScheduledEnding Ending = ScheduledEnding.KeepPosted, DateOnly? Date = null);
