using Financbase.Application.Sales;
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
            .Refuses(SalesErrors.PaymentUndone, LedgerErrors.PeriodIsLocked)
            .Example("""{"date":"2026-12-15"}""");

        api.MapGet("/reports/aged-receivables", (HttpContext http, TimeProvider clock, ApiSender sender, CancellationToken ct) =>
            sender.Report(
                new GetAgedReceivables(QueryWord.Day(http, "asOf") ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)), ReportFiles.AgedReceivables, "aged receivables", ct))
            .Sends<GetAgedReceivables>().AnswersCsv()
            .Takes(QueryWords.Day("asOf", "What was open at the end of this day, by the days that it was overdue then; without it, today."), ReportFormats.Words);
    }

    internal static bool? Rest(HttpContext http) => QueryWord.Read<PaymentRest>(http, "rest") is { } rest ? rest == PaymentRest.Left : null;
}

/// <summary>Whether something of a payment is not used for an invoice.</summary>
public enum PaymentRest
{
    Left,
    None,
}
