using Financbase.Application.Purchases;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;
using Financbase.Web.Access;
using Financbase.Web.Api.Description;

namespace Financbase.Web.Api;

/// <summary><c>/api/vendor-credits</c>: what vendors give back. For a bill they are used at <c>/api/bills/{id}/allocations</c>.</summary>
internal static class VendorCreditEndpoints
{
    private static readonly QueryWords[] Filters =
    [
        QueryWords.Search,
        QueryWords.Word<VendorCreditStatus>("status", "Only those that are so far."),
        QueryWords.Id("vendorId", "Only this vendor's."),
        QueryWords.Word<PaymentRest>("rest", "Only those of which something is left, or nothing."),
    ];

    public static void Map(RouteGroupBuilder api)
    {
        var credits = api.MapGroup("/vendor-credits");
        credits.MapGet("/", (Guid? vendorId, PageParameters page, HttpContext http, ApiSender sender, CancellationToken ct) =>
            sender.Page(new ListVendorCredits(Filter(http, vendorId), page.Value), ct)).Sends<ListVendorCredits>().Takes(Filters);
        credits.MapPost("/", (Body<VendorCreditBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            new CreateVendorCredit(body.Value.ToDraft()), drafted => ApiAnswer.Created($"/api/vendor-credits/{drafted.Id}", drafted), ct)).Sends<CreateVendorCredit>()
            .Answers(StatusCodes.Status201Created)
            .Refuses(PurchasesErrors.VendorUnknown, PurchasesErrors.AccountNotForPurchases, DocumentsErrors.TaxRateUnknown, DocumentsErrors.NoLines, DocumentsErrors.TooManyLines)
            .Example("""
                {"vendorId":"0197c4a0-5e00-7000-8000-000000000010","number":"GS-77","creditDate":"2026-07-03","currency":"EUR",
                 "lines":[{"description":"Rope sent back","quantity":"2","unitPrice":"89.50","taxRateId":"0197c4a0-5e00-7000-8000-00000000000e"}]}
                """);
        MapOne(credits);
        MapUse(credits.MapGroup("/{id:guid}"));
    }

    private static void MapOne(RouteGroupBuilder credits)
    {
        credits.MapGet("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Ok(new GetVendorCredit(new(id)), ct)).Sends<GetVendorCredit>();
        credits.MapPut("/{id:guid}", (Guid id, Body<VendorCreditBody> body, ApiSender sender, CancellationToken ct) => sender.Ok(
            new UpdateVendorCredit(new(id), body.Value.ToDraft()), ct)).Sends<UpdateVendorCredit>()
            .Refuses(PurchasesErrors.CreditPosted, PurchasesErrors.VendorUnknown, PurchasesErrors.AccountNotForPurchases, DocumentsErrors.TaxRateUnknown, DocumentsErrors.NoLines)
            .Example("""
                {"vendorId":"0197c4a0-5e00-7000-8000-000000000010","number":"GS-78","creditDate":"2026-07-03",
                 "lines":[{"description":"Rope sent back","quantity":"1","unitPrice":"89.50"}]}
                """);
        credits.MapDelete("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Send(
            new DeleteVendorCredit(new(id)), _ => ApiAnswer.Ok(null), ct)).Sends<DeleteVendorCredit>().Refuses(PurchasesErrors.CreditPosted);
        credits.MapPost("/{id:guid}/post", (Guid id, Body<PostCreditBody>? body, ApiSender sender, CancellationToken ct) => sender.Ok(
            new PostVendorCredit(new(id), body?.Value.PostedOn), ct)).Sends<PostVendorCredit>()
            .Refuses(
                PurchasesErrors.CreditPosted, PurchasesErrors.NoCredit, PurchasesErrors.DuplicateCredit, DocumentsErrors.TaxRateUnknown, LedgerErrors.PeriodIsLocked,
                LedgerErrors.NoPostingAccount(PostingRole.Payable))
            .Example("""{"postedOn":"2026-07-03"}""");
        credits.MapPost("/{id:guid}/void", (Guid id, Body<VoidBody>? body, ApiSender sender, CancellationToken ct) => sender.Send(
            new VoidVendorCredit(new(id), body?.Value.Date, body?.Value.Reason), _ => ApiAnswer.Ok(null), ct)).Sends<VoidVendorCredit>()
            .Refuses(PurchasesErrors.CreditNotPosted, PurchasesErrors.CreditUsed, LedgerErrors.PeriodIsLocked)
            .Example("""{"reason":"Entered twice"}""");
    }

    private static void MapUse(RouteGroupBuilder credit)
    {
        credit.MapPost("/refunds", (Guid id, Body<RefundBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            body.Value.ToCommand(new VendorCreditId(id)), refund => ApiAnswer.Created($"/api/vendor-credits/{id}", refund), ct)).Sends<RefundVendorCredit>()
            .Answers(StatusCodes.Status201Created)
            .Refuses(
                PurchasesErrors.CreditNotPosted, PurchasesErrors.ExceedsCredit, PurchasesErrors.AccountNotForMoney, DocumentsErrors.OtherCurrencyAtBank, LedgerErrors.PeriodIsLocked)
            .Example("""{"amount":"5.00","date":"2026-07-20","reference":"Refund GS-77"}""");
        credit.MapPost("/unapply", (Guid id, Body<UnapplyBody> body, ApiSender sender, CancellationToken ct) => sender.Ok(
            new UnapplyVendorCredit(new(id), body.Value.UseId, body.Value.Date), ct)).Sends<UnapplyVendorCredit>()
            .Refuses(PurchasesErrors.UseUnknown, LedgerErrors.PeriodIsLocked)
            .Example("""{"useId":"0197c4a0-5e00-7000-8000-000000000015"}""");
    }

    private static VendorCreditFilter Filter(HttpContext http, Guid? vendorId) => new(
        QueryWord.Text(http), QueryWord.Read<VendorCreditStatus>(http, "status"), vendorId is { } vendor ? new VendorId(vendor) : null, PaymentEndpoints.Rest(http));
}
