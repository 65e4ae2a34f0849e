using Financbase.Application.Sales;
using Financbase.Application.Sales.Ubl;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;
using Financbase.Web.Access;
using Financbase.Web.Api.Description;

namespace Financbase.Web.Api;

/// <summary><c>/api/credit-notes</c>; those for an invoice are issued at <c>/api/invoices/{id}/credit</c>.</summary>
internal static class CreditNoteEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var notes = api.MapGroup("/credit-notes");
        notes.MapGet("/", (Guid? customerId, PageParameters page, HttpContext http, ApiSender sender, CancellationToken ct) =>
            sender.Page(new ListInvoices(InvoiceEndpoints.Filter(http, InvoiceKind.CreditNote, customerId), page.Value), ct)).Sends<ListInvoices>().Takes(InvoiceEndpoints.Filters)
            .WithName("listCreditNotes").WithSummary("List credit notes").WithDescription("Credit notes, the latest issue first unless told otherwise.");
        notes.MapPost("/", (Body<InvoiceBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            new IssueCreditNote(body.Value.ToDraft()), note => ApiAnswer.Created($"/api/credit-notes/{note.Id}", note), ct)).Sends<IssueCreditNote>()
            .Answers(StatusCodes.Status201Created)
            .Refuses(SalesErrors.CustomerUnknown, SalesErrors.ItemUnknown, SalesErrors.AccountNotForSales, DocumentsErrors.TaxRateUnknown, DocumentsErrors.NoLines, LedgerErrors.PeriodIsLocked)
            .Example("""
                {"customerId":"0197c4a0-5e00-7000-8000-00000000000d","issueDate":"2026-07-14","note":"For the delay",
                 "lines":[{"description":"Goodwill","quantity":"1","unitPrice":"50.00","taxRateId":"0197c4a0-5e00-7000-8000-00000000000e"}]}
                """);
        notes.MapPost("/import", (InvoiceForm form, ApiSender sender, CancellationToken ct) => sender.Send(
            new ImportCreditNote(form.Content, form.AddCustomer), note => ApiAnswer.Created($"/api/credit-notes/{note.Id}", note), ct)).Sends<ImportCreditNote>()
            .Answers(StatusCodes.Status201Created).Takes(QueryWords.Flag("addCustomer", "With `true`, a customer that is not known is added."))
            .Refuses(
                SalesErrors.UblUnreadable(""), SalesErrors.UblContradicts(""), SalesErrors.UblCustomerUnknown(""), SalesErrors.UblRateUnknown(""), SalesErrors.UblTooLarge,
                SalesErrors.UblOtherKind, SalesErrors.UblTakenInMeanwhile, LedgerErrors.PeriodIsLocked);
        notes.MapGet("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Ok(new GetInvoice(new(id), InvoiceKind.CreditNote), ct)).Sends<GetInvoice>()
            .WithName("getCreditNote").WithSummary("Get credit note").WithDescription("One credit note with its lines, its taxes and what is not used up.");
        notes.MapGet("/{id:guid}/pdf", (Guid id, ApiSender sender, CancellationToken ct) => sender.Paper(new GetInvoicePdf(new(id), InvoiceKind.CreditNote), ct)).Sends<GetInvoicePdf>()
            .AnswersOnlyFile("application/pdf").WithName("getCreditNotePdf").WithSummary("Get credit note PDF").WithDescription("A credit note as a PDF.");
        notes.MapGet("/{id:guid}/ubl", (Guid id, ApiSender sender, CancellationToken ct) => sender.Paper(new GetInvoiceUbl(new(id), InvoiceKind.CreditNote), ct, "application/xml")).Sends<GetInvoiceUbl>()
            .AnswersOnlyFile("application/xml").WithName("getCreditNoteUbl").WithSummary("Get credit note UBL").WithDescription("A credit note as a file of EN 16931 in UBL 2.1.");
        notes.MapPost("/{id:guid}/void", (Guid id, Body<VoidBody>? body, ApiSender sender, CancellationToken ct) => sender.Send(
            new VoidInvoice(new(id), body?.Value.Date, body?.Value.Reason, InvoiceKind.CreditNote), _ => ApiAnswer.Ok(null), ct)).Sends<VoidInvoice>()
            .Refuses(SalesErrors.NotFinalized, SalesErrors.HasPayments, LedgerErrors.PeriodIsLocked)
            .WithName("voidCreditNote").WithSummary("Void credit note").WithDescription("Takes a credit note back before anything of it was used: its entry is reversed, its number stays taken.")
            .Example("""{"reason":"Wrong customer"}""");
        MapUses(notes.MapGroup("/{id:guid}"));
    }

    private static void MapUses(RouteGroupBuilder note)
    {
        note.MapPost("/refunds", (Guid id, Body<RefundBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            body.Value.ToCommand(new InvoiceId(id)), refund => ApiAnswer.Created($"/api/credit-notes/{id}", refund), ct)).Sends<RefundCredit>()
            .Answers(StatusCodes.Status201Created)
            .Refuses(SalesErrors.NotFinalized, SalesErrors.ExceedsCredit, SalesErrors.AccountNotForMoney, DocumentsErrors.OtherCurrencyAtBank, LedgerErrors.PeriodIsLocked)
            .WithName("refundCreditNote").WithSummary("Refund credit note").WithDescription("Books money that was paid back to a customer, of what is left of a credit note.")
            .Example("""{"amount":"2.00","date":"2026-12-20","reference":"Paid back"}""");
        note.MapPost("/unapply", (Guid id, Body<UnapplyBody> body, ApiSender sender, CancellationToken ct) => sender.Ok(
            new UnapplyCredit(null, new InvoiceId(id), body.Value.UseId, body.Value.Date), ct)).Sends<UnapplyCredit>()
            .Refuses(SalesErrors.UseUnknown, LedgerErrors.PeriodIsLocked)
            .WithName("unapplyCreditNote").WithSummary("Unapply credit note")
            .WithDescription("Takes back what a credit note was used for, or a refund of it: the invoice is open again, and so much is left of the credit note.")
            .Example("""{"useId":"0197c4a0-5e00-7000-8000-000000000019"}""");
    }
}
