using Financbase.Application.Sales;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;
using Financbase.Web.Access;
using Financbase.Web.Api.Description;

namespace Financbase.Web.Api;

/// <summary><c>/api/invoices</c>: drafts and what became of them.</summary>
internal static class InvoiceEndpoints
{
    internal static readonly QueryWords[] Filters =
    [
        QueryWords.Search,
        QueryWords.Word<InvoiceStatus>("status", "Only those that are so far."),
        QueryWords.Word<PaymentStatus>("paymentStatus", "Only those of which this became."),
        QueryWords.Id("customerId", "Only this customer's."),
        QueryWords.Day("dueFrom", "Due on this day or later."),
        QueryWords.Day("dueTo", "Due on this day or before."),
    ];

    public static void Map(RouteGroupBuilder api)
    {
        var invoices = api.MapGroup("/invoices");
        invoices.MapGet("/", (Guid? customerId, PageParameters page, HttpContext http, ApiSender sender, CancellationToken ct) =>
            sender.Page(new ListInvoices(Filter(http, InvoiceKind.Invoice, customerId), page.Value), ct)).Sends<ListInvoices>().Takes(Filters);
        invoices.MapPost("/", (Body<InvoiceBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            new CreateInvoice(body.Value.ToDraft()), drafted => ApiAnswer.Created($"/api/invoices/{drafted.Id}", drafted), ct)).Sends<CreateInvoice>()
            .Answers(StatusCodes.Status201Created)
            .Refuses(SalesErrors.CustomerUnknown, SalesErrors.ItemUnknown, SalesErrors.AccountNotForSales, DocumentsErrors.TaxRateUnknown, DocumentsErrors.NoLines, DocumentsErrors.TooManyLines)
            .Example("""
                {"customerId":"0197c4a0-5e00-7000-8000-00000000000d","issueDate":"2026-06-30","dueDate":"2026-07-30","currency":"EUR","reference":"PO 4711",
                 "lines":[{"description":"Hull survey","quantity":"2","unitPrice":"890.50","taxRateId":"0197c4a0-5e00-7000-8000-00000000000e"}]}
                """);
        invoices.MapGet("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Ok(new GetInvoice(new(id)), ct)).Sends<GetInvoice>();
        invoices.MapPut("/{id:guid}", (Guid id, Body<InvoiceBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            new UpdateInvoice(new(id), body.Value.ToDraft()), _ => ApiAnswer.Ok(null), ct)).Sends<UpdateInvoice>()
            .Refuses(SalesErrors.NotADraft, SalesErrors.CustomerUnknown, SalesErrors.ItemUnknown, SalesErrors.AccountNotForSales, DocumentsErrors.TaxRateUnknown, DocumentsErrors.NoLines)
            .Example("""
                {"customerId":"0197c4a0-5e00-7000-8000-00000000000d","issueDate":"2026-06-30",
                 "lines":[{"description":"Hull survey with report","quantity":"2","unitPrice":"950.00","discountPercent":"5"}]}
                """);
        invoices.MapDelete("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Send(
            new DeleteInvoice(new(id)), _ => ApiAnswer.Ok(null), ct)).Sends<DeleteInvoice>().Refuses(SalesErrors.NotADraft);
        invoices.MapPost("/{id:guid}/finalize", (Guid id, ApiSender sender, CancellationToken ct) => sender.Ok(new FinalizeInvoice(new(id)), ct)).Sends<FinalizeInvoice>()
            .Refuses(SalesErrors.NotADraft, SalesErrors.BelowZero, LedgerErrors.PeriodIsLocked, LedgerErrors.NoPostingAccount(PostingRole.Receivable));
        invoices.MapPost("/{id:guid}/void", (Guid id, Body<VoidBody>? body, ApiSender sender, CancellationToken ct) => sender.Send(
            new VoidInvoice(new(id), body?.Value.Date, body?.Value.Reason), _ => ApiAnswer.Ok(null), ct)).Sends<VoidInvoice>()
            .Refuses(SalesErrors.NotFinalized, SalesErrors.HasPayments, LedgerErrors.PeriodIsLocked)
            .Example("""{"reason":"Wrong customer"}""");
    }

    internal static InvoiceFilter Filter(HttpContext http, InvoiceKind kind, Guid? customerId) => new(
        kind, QueryWord.Text(http), QueryWord.Read<InvoiceStatus>(http, "status"), QueryWord.Read<PaymentStatus>(http, "paymentStatus"),
        customerId is { } customer ? new CustomerId(customer) : null, QueryWord.Day(http, "dueFrom"), QueryWord.Day(http, "dueTo"));
}
