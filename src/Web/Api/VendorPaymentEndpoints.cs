using Financbase.Application.Purchases;
using Financbase.Domain.Access;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.Api.Description;
using Financbase.Web.Pages.Reports;

namespace Financbase.Web.Api;

/// <summary><c>/api/vendor-payments</c>: money to vendors, and what is owed to them at <c>/api/reports/aged-payables</c>. That of one bill is recorded at <c>/api/bills/{id}/payments</c>.</summary>
internal static class VendorPaymentEndpoints
{
    internal static readonly Error[] Refusals =
    [
        PurchasesErrors.BillUnknown, PurchasesErrors.NotApproved, PurchasesErrors.OtherVendor, PurchasesErrors.NothingOpen, PurchasesErrors.ExceedsOpen,
        PurchasesErrors.ExceedsCredit, PurchasesErrors.AccountNotForMoney, DocumentsErrors.OtherCurrencyAtBank, DocumentsErrors.FeeNotExpense, LedgerErrors.PeriodIsLocked, LedgerErrors.NoPostingAccount(PostingRole.Bank),
        AccessErrors.DutiesApart(Duty.Pay, Duty.Approve),
    ];

    public static void Map(RouteGroupBuilder api)
    {
        var payments = api.MapGroup("/vendor-payments");
        payments.MapGet("/", (Guid? vendorId, PageParameters page, HttpContext http, ApiSender sender, CancellationToken ct) =>
            sender.Page(new ListVendorPayments(new(vendorId is { } vendor ? new VendorId(vendor) : null, HasRest: PaymentEndpoints.Rest(http)), page.Value), ct)).Sends<ListVendorPayments>()
            .Takes(QueryWords.Id("vendorId", "Only those to this vendor."), QueryWords.Word<PaymentRest>("rest", "Only those of which something is left, or nothing."));
        payments.MapPost("/", (Body<VendorPaymentBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            body.Value.ToCommand(), payment => ApiAnswer.Created($"/api/vendor-payments/{payment.Id}", payment), ct)).Sends<RecordVendorPayment>()
            .Answers(StatusCodes.Status201Created).Refuses(Refusals)
            .Example("""
                {"bills":[{"billId":"0197c4a0-5e00-7000-8000-000000000013","amount":"25.00"}],"date":"2026-07-12","reference":"Transfer 7781"}
                """);
        payments.MapGet("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Ok(new GetVendorPayment(new(id)), ct)).Sends<GetVendorPayment>();
        payments.MapPost("/{id:guid}/undo", (Guid id, Body<UndoBody>? body, ApiSender sender, CancellationToken ct) => sender.Send(
            new UndoVendorPayment(new(id), body?.Value.Date), _ => ApiAnswer.Ok(null), ct)).Sends<UndoVendorPayment>()
            .Refuses(PurchasesErrors.PaymentUndone, LedgerErrors.PeriodIsLocked)
            .Example("""{"date":"2026-12-15"}""");

        api.MapGet("/reports/aged-payables", (HttpContext http, TimeProvider clock, ApiSender sender, CancellationToken ct) =>
            sender.Report(new GetAgedPayables(QueryWord.Day(http, "asOf") ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), ReportFormats.Compared(http)), ReportFiles.AgedPayables, "aged payables", ct))
            .Sends<GetAgedPayables>().AnswersCsv()
            .Takes(QueryWords.Day("asOf", "What was open at the end of this day, by the days that it was overdue then; without it, today."), ReportFormats.CompareDay, ReportFormats.Words);
    }
}
