using Financbase.Application.Sales;
using Financbase.Application.Sales.Ubl;
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
        invoices.MapGet("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Ok(new GetInvoice(new(id), InvoiceKind.Invoice), ct)).Sends<GetInvoice>();
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
        invoices.MapPost("/{id:guid}/send", (Guid id, Body<SendBody>? body, ApiSender sender, CancellationToken ct) => sender.Ok(
            new SendInvoice(new(id), body?.Value.To, body?.Value.Message), ct)).Sends<SendInvoice>()
            .Refuses(SalesErrors.NotFinalized, SalesErrors.NoAddress, SalesErrors.TooManyMails)
            .Example("""{"to":"accounts@northwind.example","message":"Thank you for your order."}""");
        invoices.MapPost("/{id:guid}/void", (Guid id, Body<VoidBody>? body, ApiSender sender, CancellationToken ct) => sender.Send(
            new VoidInvoice(new(id), body?.Value.Date, body?.Value.Reason), _ => ApiAnswer.Ok(null), ct)).Sends<VoidInvoice>()
            .Refuses(SalesErrors.NotFinalized, SalesErrors.HasPayments, LedgerErrors.PeriodIsLocked)
            .Example("""{"reason":"Wrong customer"}""");
        invoices.MapGet("/{id:guid}/pdf", (Guid id, ApiSender sender, CancellationToken ct) => sender.Paper(new GetInvoicePdf(new(id), InvoiceKind.Invoice), ct)).Sends<GetInvoicePdf>()
            .AnswersOnlyFile("application/pdf").Refuses(SalesErrors.NotFinalized);
        invoices.MapGet("/{id:guid}/ubl", (Guid id, ApiSender sender, CancellationToken ct) => sender.Paper(new GetInvoiceUbl(new(id), InvoiceKind.Invoice), ct, "application/xml")).Sends<GetInvoiceUbl>()
            .AnswersOnlyFile("application/xml").Refuses(SalesErrors.NotFinalized, SalesErrors.UblSeveralTaxes, SalesErrors.UblIncomplete(""));
        invoices.MapPost("/import", (InvoiceForm form, ApiSender sender, CancellationToken ct) => sender.Send(
            new ImportInvoice(form.Content, form.AddCustomer), drafted => ApiAnswer.Created($"/api/invoices/{drafted.Id}", drafted), ct)).Sends<ImportInvoice>()
            .Answers(StatusCodes.Status201Created).Takes(QueryWords.Flag("addCustomer", "With `true`, a customer that is not known is added."))
            .Refuses(
                SalesErrors.UblUnreadable(""), SalesErrors.UblContradicts(""), SalesErrors.UblCustomerUnknown(""), SalesErrors.UblRateUnknown(""), SalesErrors.UblTooLarge, SalesErrors.UblOtherKind, SalesErrors.UblTakenInMeanwhile,
                DocumentsErrors.NoLines, DocumentsErrors.TooManyLines);
        MapMoney(invoices.MapGroup("/{id:guid}"));
    }

    private static void MapMoney(RouteGroupBuilder invoice)
    {
        invoice.MapGet("/payments", (Guid id, PageParameters page, ApiSender sender, CancellationToken ct) =>
            sender.Page(new ListPayments(new(Invoice: new InvoiceId(id)), page.Value), ct)).Sends<ListPayments>()
            .WithName("listPaymentsOfInvoice").WithSummary("List payments of invoice").WithDescription("The payments of which something was used for this invoice, the latest first.");
        invoice.MapPost("/payments", (Guid id, Body<PaymentBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            body.Value.ToCommand(id), payment => ApiAnswer.Created($"/api/payments/{payment.Id}", payment), ct)).Sends<RecordPayment>()
            .Answers(StatusCodes.Status201Created)
            .Refuses(SalesErrors.NotFinalized, SalesErrors.NothingOpen, SalesErrors.AccountNotForMoney, DocumentsErrors.OtherCurrencyAtBank,
                LedgerErrors.PeriodIsLocked, LedgerErrors.NoPostingAccount(PostingRole.Bank))
            .Example("""{"amount":"100.00","date":"2026-07-12","reference":"Transfer 7781"}""");
        invoice.MapPost("/allocations", (Guid id, Body<AllocationBody> body, ApiSender sender, CancellationToken ct) => sender.Ok(
            new UseCredit(new(id), body.Value.PaymentId, body.Value.CreditNoteId, body.Value.Amount?.Value, body.Value.Date), ct)).Sends<UseCredit>()
            .Refuses(SalesErrors.NotFinalized, SalesErrors.OtherCustomer, SalesErrors.ExceedsCredit, SalesErrors.ExceedsOpen, SalesErrors.PaymentUndone)
            .Example("""{"paymentId":"0197c4a0-5e00-7000-8000-00000000000f","amount":"10.00"}""");
        invoice.MapPost("/credit", (Guid id, Body<CreditBody>? body, ApiSender sender, CancellationToken ct) => sender.Send(
            new CreditInvoice(new(id), body?.Value.Lines is { } lines ? InvoiceLineBody.ToDrafts(lines) : null, body?.Value.Date, body?.Value.Reason),
            note => ApiAnswer.Created($"/api/credit-notes/{note.Id}", note), ct)).Sends<CreditInvoice>()
            .Answers(StatusCodes.Status201Created).Refuses(SalesErrors.NotFinalized, SalesErrors.CreditsTooMuch, SalesErrors.MovedIn, LedgerErrors.PeriodIsLocked)
            .Example("""{"date":"2026-07-14","reason":"One day less","lines":[{"description":"Berth","quantity":"1","unitPrice":"50.00"}]}""");
        invoice.MapPost("/write-off", (Guid id, Body<WriteOffBody>? body, ApiSender sender, CancellationToken ct) => sender.Send(
            new WriteOffInvoice(new(id), body?.Value.Date, body?.Value.Reason), _ => ApiAnswer.Ok(null), ct)).Sends<WriteOffInvoice>()
            .Refuses(SalesErrors.NotFinalized, SalesErrors.NothingOpen, LedgerErrors.PeriodIsLocked)
            .Example("""{"date":"2026-12-31","reason":"Insolvent"}""");
    }

    internal static InvoiceFilter Filter(HttpContext http, InvoiceKind kind, Guid? customerId) => new(
        kind, QueryWord.Text(http), QueryWord.Read<InvoiceStatus>(http, "status"), QueryWord.Read<PaymentStatus>(http, "paymentStatus"),
        customerId is { } customer ? new CustomerId(customer) : null, QueryWord.Day(http, "dueFrom"), QueryWord.Day(http, "dueTo"));
}
