using Financbase.Application.Sales;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;
using Financbase.Web.Access;
using Financbase.Web.Api.Description;
using Financbase.Web.Pages.Reports;

namespace Financbase.Web.Api;

/// <summary><c>/api/payments</c>, and what customers owe at <c>/api/reports/aged-receivables</c>.</summary>
internal static class PaymentEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var payments = api.MapGroup("/payments");
        payments.MapGet("/", (Guid? customerId, PageParameters page, HttpContext http, ApiSender sender, CancellationToken ct) =>
            sender.Page(new ListPayments(new(customerId is { } customer ? new CustomerId(customer) : null, HasRest: Rest(http)), page.Value), ct)).Sends<ListPayments>()
            .Takes(QueryWords.Id("customerId", "Only this customer's."), QueryWords.Word<PaymentRest>("rest", "Only those of which something is left, or nothing."));
        payments.MapGet("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Ok(new GetPayment(new(id)), ct)).Sends<GetPayment>();
        payments.MapPost("/{id:guid}/undo", (Guid id, Body<UndoBody>? body, ApiSender sender, CancellationToken ct) => sender.Send(
            new UndoPayment(new(id), body?.Value.Date), _ => ApiAnswer.Ok(null), ct)).Sends<UndoPayment>()
            .Refuses(SalesErrors.PaymentUndone, SalesErrors.Refunded, LedgerErrors.PeriodIsLocked)
            .Example("""{"date":"2026-12-15"}""");

        MapUses(payments.MapGroup("/{id:guid}"));

        api.MapGet("/reports/aged-receivables", (HttpContext http, TimeProvider clock, ApiSender sender, CancellationToken ct) =>
            sender.Report(
                new GetAgedReceivables(QueryWord.Day(http, "asOf") ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), ReportFormats.Compared(http)), ReportFiles.AgedReceivables, "aged receivables", ct))
            .Sends<GetAgedReceivables>().AnswersCsv()
            .Takes(QueryWords.Day("asOf", "What was open at the end of this day, by the days that it was overdue then; without it, today."), ReportFormats.CompareDay, ReportFormats.Words);
    }

    private static void MapUses(RouteGroupBuilder payment)
    {
        payment.MapPost("/refunds", (Guid id, Body<RefundBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            body.Value.ToCommand(new PaymentId(id)), refund => ApiAnswer.Created($"/api/payments/{id}", refund), ct)).Sends<RefundCredit>()
            .Answers(StatusCodes.Status201Created)
            .Refuses(SalesErrors.PaymentUndone, SalesErrors.ExceedsCredit, SalesErrors.AccountNotForMoney, DocumentsErrors.OtherCurrencyAtBank, LedgerErrors.PeriodIsLocked)
            .WithName("refundPayment").WithSummary("Refund payment").WithDescription("Books money that was paid back to a customer, of what is left of a payment.")
            .Example("""{"amount":"5.00","date":"2026-12-20","reference":"Paid too much"}""");
        payment.MapPost("/unapply", (Guid id, Body<UnapplyBody> body, ApiSender sender, CancellationToken ct) => sender.Ok(
            new UnapplyCredit(new PaymentId(id), null, body.Value.UseId, body.Value.Date), ct)).Sends<UnapplyCredit>()
            .Refuses(SalesErrors.UseUnknown, SalesErrors.UseNotKept, SalesErrors.PaymentUndone, LedgerErrors.PeriodIsLocked)
            .WithName("unapplyPayment").WithSummary("Unapply payment")
            .WithDescription("Takes back what a payment was used for, or a refund of it: the invoice is open again, and so much is left of the payment, which stands.")
            .Example("""{"useId":"0197c4a0-5e00-7000-8000-000000000018"}""");
    }

    internal static bool? Rest(HttpContext http) => QueryWord.Read<PaymentRest>(http, "rest") is { } rest ? rest == PaymentRest.Left : null;
}

/// <summary>Whether something of a payment is not used for an invoice.</summary>
public enum PaymentRest
{
    Left,
    None,
}
