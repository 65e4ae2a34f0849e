using Financbase.Application.Purchases;
using Financbase.Domain.Access;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;
using Financbase.Web.Access;
using Financbase.Web.Api.Description;

namespace Financbase.Web.Api;

/// <summary><c>/api/bills</c>: what is owed to vendors, from draft to decision.</summary>
internal static class BillEndpoints
{
    private static readonly QueryWords[] Filters =
    [
        QueryWords.Search,
        QueryWords.Word<BillStatus>("status", "Only those that are so far."),
        QueryWords.Word<BillPaymentStatus>("paymentStatus", "Only those of which this became."),
        QueryWords.Id("vendorId", "Only this vendor's."),
        QueryWords.Day("dueFrom", "Due on this day or later."),
        QueryWords.Day("dueTo", "Due on this day or before."),
    ];

    public static void Map(RouteGroupBuilder api)
    {
        var bills = api.MapGroup("/bills");
        bills.MapGet("/", (Guid? vendorId, PageParameters page, HttpContext http, ApiSender sender, CancellationToken ct) =>
            sender.Page(new ListBills(Filter(http, vendorId), page.Value), ct)).Sends<ListBills>().Takes(Filters);
        bills.MapPost("/", (Body<BillBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            new CreateBill(body.Value.ToDraft()), drafted => ApiAnswer.Created($"/api/bills/{drafted.Id}", drafted), ct)).Sends<CreateBill>()
            .Answers(StatusCodes.Status201Created)
            .Refuses(PurchasesErrors.VendorUnknown, PurchasesErrors.AccountNotForPurchases, DocumentsErrors.TaxRateUnknown, DocumentsErrors.NoLines, DocumentsErrors.TooManyLines)
            .Example("""
                {"vendorId":"0197c4a0-5e00-7000-8000-000000000010","number":"RE-2026/0042","billDate":"2026-06-30","dueDate":"2026-07-14","currency":"EUR",
                 "lines":[{"description":"Rope","quantity":"2","unitPrice":"89.50","taxRateId":"0197c4a0-5e00-7000-8000-00000000000e"}]}
                """);
        bills.MapGet("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Ok(new GetBill(new(id)), ct)).Sends<GetBill>();
        bills.MapPut("/{id:guid}", (Guid id, Body<BillBody> body, ApiSender sender, CancellationToken ct) => sender.Ok(
            new UpdateBill(new(id), body.Value.ToDraft()), ct)).Sends<UpdateBill>()
            .Refuses(PurchasesErrors.NotADraft, PurchasesErrors.VendorUnknown, PurchasesErrors.AccountNotForPurchases, DocumentsErrors.TaxRateUnknown, DocumentsErrors.NoLines)
            .Example("""
                {"vendorId":"0197c4a0-5e00-7000-8000-000000000010","number":"RE-2026/0043","billDate":"2026-06-30",
                 "lines":[{"description":"Rope","quantity":"3","unitPrice":"89.50","discountPercent":"5"}]}
                """);
        bills.MapDelete("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Send(
            new DeleteBill(new(id)), _ => ApiAnswer.Ok(null), ct)).Sends<DeleteBill>().Refuses(PurchasesErrors.NotADraft);
        MapDecision(bills.MapGroup("/{id:guid}"));
        MapMoney(bills.MapGroup("/{id:guid}"));
    }

    private static void MapMoney(RouteGroupBuilder bill)
    {
        bill.MapGet("/payments", (Guid id, PageParameters page, ApiSender sender, CancellationToken ct) =>
            sender.Page(new ListVendorPayments(new(Bill: new BillId(id)), page.Value), ct)).Sends<ListVendorPayments>()
            .WithName("listPaymentsOfBill").WithSummary("List payments of bill").WithDescription("The payments of which something was used for this bill, the latest first.");
        bill.MapPost("/payments", (Guid id, Body<BillPaymentBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            body.Value.ToCommand(new(id)), payment => ApiAnswer.Created($"/api/vendor-payments/{payment.Id}", payment), ct)).Sends<RecordVendorPayment>()
            .Answers(StatusCodes.Status201Created).Refuses(VendorPaymentEndpoints.Refusals)
            .WithName("recordPaymentOfBill").WithSummary("Record payment of bill").WithDescription("Books money that was paid for this bill. What is more than is open is with the vendor, to be used for other bills.")
            .Example("""{"amount":"50.00","date":"2026-07-12","reference":"Transfer 7781"}""");
        bill.MapPost("/allocations", (Guid id, Body<BillAllocationBody> body, ApiSender sender, CancellationToken ct) => sender.Ok(
            new UseVendorCredit(new(id), body.Value.PaymentId, body.Value.Amount?.Value, body.Value.Date, body.Value.VendorCreditId), ct)).Sends<UseVendorCredit>()
            .Refuses(PurchasesErrors.NotApproved, PurchasesErrors.OtherVendor, PurchasesErrors.ExceedsCredit, PurchasesErrors.ExceedsOpen, PurchasesErrors.PaymentUndone, PurchasesErrors.CreditNotPosted)
            .Example("""{"paymentId":"0197c4a0-5e00-7000-8000-000000000014","amount":"10.00"}""");
    }

    private static void MapDecision(RouteGroupBuilder bill)
    {
        bill.MapPost("/receive", (Guid id, Body<ReceiveBody>? body, ApiSender sender, CancellationToken ct) => sender.Ok(
            new ReceiveBill(new(id), body?.Value.AcceptDuplicate ?? false), ct)).Sends<ReceiveBill>()
            .Refuses(PurchasesErrors.NotADraft, PurchasesErrors.Duplicate, PurchasesErrors.BelowZero, DocumentsErrors.TaxRateUnknown)
            .Example("""{"acceptDuplicate":true}""");
        bill.MapPost("/reject", (Guid id, Body<RejectBody>? body, ApiSender sender, CancellationToken ct) => sender.Ok(
            new RejectBill(new(id), body?.Value.Reason), ct)).Sends<RejectBill>()
            .Refuses(PurchasesErrors.NotReceived)
            .Example("""{"reason":"Never delivered"}""");
        bill.MapPost("/approve", (Guid id, Body<ApproveBody>? body, ApiSender sender, CancellationToken ct) => sender.Ok(
            new ApproveBill(new(id), body?.Value.PostedOn), ct)).Sends<ApproveBill>()
            .Refuses(
                PurchasesErrors.NotReceived, AccessErrors.DutiesApart(Duty.Approve, Duty.Submit), LedgerErrors.PeriodIsLocked, LedgerErrors.NoPostingAccount(PostingRole.Payable))
            .Example("""{"postedOn":"2026-07-01"}""");
        bill.MapPost("/void", (Guid id, Body<VoidBody>? body, ApiSender sender, CancellationToken ct) => sender.Send(
            new VoidBill(new(id), body?.Value.Date, body?.Value.Reason), _ => ApiAnswer.Ok(null), ct)).Sends<VoidBill>()
            .Refuses(PurchasesErrors.NotToVoid, PurchasesErrors.HasPayments, LedgerErrors.PeriodIsLocked)
            .Example("""{"reason":"Entered twice"}""");
    }

    private static BillFilter Filter(HttpContext http, Guid? vendorId) => new(
        QueryWord.Text(http), QueryWord.Read<BillStatus>(http, "status"), QueryWord.Read<BillPaymentStatus>(http, "paymentStatus"),
        vendorId is { } vendor ? new VendorId(vendor) : null, QueryWord.Day(http, "dueFrom"), QueryWord.Day(http, "dueTo"));
}
