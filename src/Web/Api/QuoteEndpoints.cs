using Financbase.Application.Sales.Quotes;
using Financbase.Domain.Documents;
using Financbase.Domain.Sales;
using Financbase.Web.Access;
using Financbase.Web.Api.Description;

namespace Financbase.Web.Api;

/// <summary><c>/api/quotes</c>: what customers are offered, and what became of it.</summary>
internal static class QuoteEndpoints
{
    private static readonly QueryWords[] Filters =
    [
        QueryWords.Search,
        QueryWords.Word<QuoteStatus>("status", "Only those that are so far."),
        QueryWords.Id("customerId", "Only this customer's."),
    ];

    public static void Map(RouteGroupBuilder api)
    {
        var quotes = api.MapGroup("/quotes");
        quotes.MapGet("/", (Guid? customerId, PageParameters page, HttpContext http, ApiSender sender, CancellationToken ct) => sender.Page(
            new ListQuotes(new(QueryWord.Text(http), QueryWord.Read<QuoteStatus>(http, "status"), customerId is { } customer ? new CustomerId(customer) : null), page.Value), ct))
            .Sends<ListQuotes>().Takes(Filters);
        quotes.MapPost("/", (Body<QuoteBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            new CreateQuote(body.Value.ToDraft()), drafted => ApiAnswer.Created($"/api/quotes/{drafted.Id}", drafted), ct)).Sends<CreateQuote>()
            .Answers(StatusCodes.Status201Created)
            .Refuses(SalesErrors.CustomerUnknown, SalesErrors.ItemUnknown, SalesErrors.AccountNotForSales, DocumentsErrors.TaxRateUnknown, DocumentsErrors.NoLines, DocumentsErrors.TooManyLines)
            .Example("""
                {"customerId":"0197c4a0-5e00-7000-8000-00000000000d","issueDate":"2026-06-30","validUntil":"2150-07-30","currency":"EUR","reference":"Enquiry 4711",
                 "lines":[{"description":"Hull survey","quantity":"2","unitPrice":"890.50","taxRateId":"0197c4a0-5e00-7000-8000-00000000000e"}]}
                """);
        quotes.MapGet("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Ok(new GetQuote(new(id)), ct)).Sends<GetQuote>();
        quotes.MapPut("/{id:guid}", (Guid id, Body<QuoteBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            new UpdateQuote(new(id), body.Value.ToDraft()), _ => ApiAnswer.Ok(null), ct)).Sends<UpdateQuote>()
            .Refuses(SalesErrors.QuoteNotADraft, SalesErrors.CustomerUnknown, SalesErrors.ItemUnknown, SalesErrors.AccountNotForSales, DocumentsErrors.TaxRateUnknown, DocumentsErrors.NoLines)
            .Example("""
                {"customerId":"0197c4a0-5e00-7000-8000-00000000000d","issueDate":"2026-06-30","validUntil":"2150-07-30",
                 "lines":[{"description":"Hull survey with report","quantity":"2","unitPrice":"950.00","discountPercent":"5"}]}
                """);
        quotes.MapDelete("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Send(
            new DeleteQuote(new(id)), _ => ApiAnswer.Ok(null), ct)).Sends<DeleteQuote>().Refuses(SalesErrors.QuoteNotADraft);
        quotes.MapPost("/{id:guid}/send", (Guid id, Body<SendBody>? body, ApiSender sender, CancellationToken ct) => sender.Ok(
            new SendQuote(new(id), body?.Value.To, body?.Value.Message), ct)).Sends<SendQuote>()
            .Refuses(SalesErrors.QuoteNotOpen, SalesErrors.QuoteExpired, SalesErrors.NoAddress, SalesErrors.TooManyMails)
            .Example("""{"to":"buyer@northwind.example","message":"As we spoke about."}""");
        quotes.MapPost("/{id:guid}/accept", (Guid id, ApiSender sender, CancellationToken ct) => sender.Send(
            new AcceptQuote(new(id)), _ => ApiAnswer.Ok(null), ct)).Sends<AcceptQuote>().Refuses(SalesErrors.QuoteNotOpen, SalesErrors.QuoteExpired);
        quotes.MapPost("/{id:guid}/decline", (Guid id, Body<DeclineBody>? body, ApiSender sender, CancellationToken ct) => sender.Send(
            new DeclineQuote(new(id), body?.Value.Reason), _ => ApiAnswer.Ok(null), ct)).Sends<DeclineQuote>().Refuses(SalesErrors.QuoteNotOpen, SalesErrors.QuoteExpired)
            .Example("""{"reason":"Too late in the year"}""");
        quotes.MapPost("/{id:guid}/convert", (Guid id, ApiSender sender, CancellationToken ct) => sender.Send(
            new ConvertQuote(new(id)), drafted => ApiAnswer.Created($"/api/invoices/{drafted.Id}", drafted), ct)).Sends<ConvertQuote>()
            .Answers(StatusCodes.Status201Created).Refuses(SalesErrors.QuoteNotAccepted, SalesErrors.QuoteConverted, SalesErrors.CustomerUnknown, DocumentsErrors.TaxRateUnknown);
        quotes.MapGet("/{id:guid}/pdf", (Guid id, ApiSender sender, CancellationToken ct) => sender.Paper(new GetQuotePdf(new(id)), ct)).Sends<GetQuotePdf>()
            .AnswersOnlyFile("application/pdf").Refuses(SalesErrors.QuoteNotSent);
    }
}
