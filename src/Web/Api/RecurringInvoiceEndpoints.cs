using Financbase.Application.Sales.Recurring;
using Financbase.Domain.Documents;
using Financbase.Domain.Sales;
using Financbase.Web.Access;
using Financbase.Web.Api.Description;

namespace Financbase.Web.Api;

/// <summary><c>/api/recurring-invoices</c>: templates by which invoices are made again and again.</summary>
internal static class RecurringInvoiceEndpoints
{
    private static readonly QueryWords[] Filters =
    [
        QueryWords.Search,
        QueryWords.Word<RecurringStatus>("status", "Only those that are so."),
        QueryWords.Id("customerId", "Only this customer's."),
    ];

    public static void Map(RouteGroupBuilder api)
    {
        var templates = api.MapGroup("/recurring-invoices");
        templates.MapGet("/", (Guid? customerId, PageParameters page, HttpContext http, ApiSender sender, CancellationToken ct) => sender.Page(
            new ListRecurringInvoices(
                new(QueryWord.Text(http), QueryWord.Read<RecurringStatus>(http, "status"), customerId is { } customer ? new CustomerId(customer) : null), page.Value), ct))
            .Sends<ListRecurringInvoices>().Takes(Filters);
        templates.MapPost("/", (Body<RecurringInvoiceBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            new CreateRecurringInvoice(body.Value.ToDraft()), added => ApiAnswer.Created($"/api/recurring-invoices/{added.Id}", added), ct)).Sends<CreateRecurringInvoice>()
            .Answers(StatusCodes.Status201Created)
            .Refuses(SalesErrors.CustomerUnknown, SalesErrors.ItemUnknown, SalesErrors.AccountNotForSales, DocumentsErrors.TaxRateUnknown, DocumentsErrors.NoLines, DocumentsErrors.TooManyLines)
            .Example("""
                {"name":"Berth, monthly","customerId":"0197c4a0-5e00-7000-8000-00000000000d","creates":"sent","paymentDays":14,
                 "schedule":{"every":1,"unit":"months","startsOn":"2150-01-31","dayOfMonth":31,"endsOn":"2151-12-31"},
                 "lines":[{"description":"Berth","quantity":"1","unitPrice":"890.50","taxRateId":"0197c4a0-5e00-7000-8000-00000000000e"}]}
                """);
        templates.MapGet("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Ok(new GetRecurringInvoice(new(id)), ct)).Sends<GetRecurringInvoice>();
        templates.MapPut("/{id:guid}", (Guid id, Body<RecurringInvoiceBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            new UpdateRecurringInvoice(new(id), body.Value.ToDraft()), _ => ApiAnswer.Ok(null), ct)).Sends<UpdateRecurringInvoice>()
            .Refuses(SalesErrors.RecurringEnded, SalesErrors.CustomerUnknown, SalesErrors.ItemUnknown, SalesErrors.AccountNotForSales, DocumentsErrors.TaxRateUnknown, DocumentsErrors.NoLines)
            .Example("""
                {"name":"Berth, every two weeks","customerId":"0197c4a0-5e00-7000-8000-00000000000d",
                 "schedule":{"every":2,"unit":"weeks","startsOn":"2150-01-05","count":26},"lines":[{"description":"Berth","quantity":"1","unitPrice":"450.00"}]}
                """);
        templates.MapDelete("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Ok(new DeleteRecurringInvoice(new(id)), ct)).Sends<DeleteRecurringInvoice>();
        templates.MapPost("/{id:guid}/pause", (Guid id, ApiSender sender, CancellationToken ct) => sender.Send(
            new PauseRecurringInvoice(new(id)), _ => ApiAnswer.Ok(null), ct)).Sends<PauseRecurringInvoice>().Refuses(SalesErrors.RecurringEnded);
        templates.MapPost("/{id:guid}/resume", (Guid id, ApiSender sender, CancellationToken ct) => sender.Send(
            new ResumeRecurringInvoice(new(id)), _ => ApiAnswer.Ok(null), ct)).Sends<ResumeRecurringInvoice>().Refuses(SalesErrors.RecurringEnded);
        templates.MapPost("/{id:guid}/end", (Guid id, ApiSender sender, CancellationToken ct) => sender.Send(
            new EndRecurringInvoice(new(id)), _ => ApiAnswer.Ok(null), ct)).Sends<EndRecurringInvoice>();
    }
}
