using Financbase.Application.Purchases.PaymentFiles;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;
using Financbase.Domain.Purchases.PaymentFiles;
using Financbase.Web.Access;
using Financbase.Web.Api.Description;

namespace Financbase.Web.Api;

/// <summary><c>/api/payment-files</c>: files of SEPA credit transfers that pay bills.</summary>
internal static class PaymentFileEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var files = api.MapGroup("/payment-files");
        files.MapGet("/", (PageParameters page, HttpContext http, ApiSender sender, CancellationToken ct) =>
            sender.Page(new ListPaymentFiles(new(QueryWord.Read<PaymentFileStatus>(http, "status"), QueryWord.Text(http)), page.Value), ct)).Sends<ListPaymentFiles>()
            .Takes(QueryWords.Word<PaymentFileStatus>("status", "Only those that are so far."), QueryWords.Search);
        files.MapPost("/", (Body<PaymentFileBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            new PreparePaymentFile(body.Value.BankAccountId, body.Value.Bills, body.Value.ExecutionDate), file => ApiAnswer.Created($"/api/payment-files/{file.Id}", file), ct))
            .Sends<PreparePaymentFile>().Answers(StatusCodes.Status201Created)
            .Refuses(
                PurchasesErrors.BankAccountUnfit, PurchasesErrors.BillUnknown, PurchasesErrors.NotApproved, PurchasesErrors.NothingOpen, PurchasesErrors.BillInFile,
                PurchasesErrors.NotByFile("RE-2026/0042", "its vendor has no IBAN. Add it to the vendor first."), PurchasesErrors.NameUnwritable,
                AccessErrors.DutiesApart(Duty.Pay, Duty.Approve))
            .Example("""{"bankAccountId":"0197c4a0-5e00-7000-8000-000000000001","bills":["0197c4a0-5e00-7000-8000-000000000013"]}""");
        files.MapGet("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Ok(new GetPaymentFile(new(id)), ct)).Sends<GetPaymentFile>();
        files.MapGet("/{id:guid}/file", (Guid id, ApiSender sender, CancellationToken ct) => sender.Paper(new GetPaymentFileContent(new(id)), ct, "application/xml"))
            .Sends<GetPaymentFileContent>().AnswersOnlyFile("application/xml").Refuses(PurchasesErrors.FileEnded);
        files.MapPost("/{id:guid}/release", (Guid id, ApiSender sender, CancellationToken ct) => sender.Send(
            new ReleasePaymentFile(new(id)), _ => ApiAnswer.Ok(null), ct)).Sends<ReleasePaymentFile>().Refuses(PurchasesErrors.FileEnded);
        files.MapPost("/{id:guid}/confirm", (Guid id, Body<ConfirmFileBody>? body, ApiSender sender, CancellationToken ct) => sender.Ok(
            new ConfirmPaymentFile(new(id), body?.Value.Date), ct)).Sends<ConfirmPaymentFile>()
            .Refuses(PurchasesErrors.FileEnded, PurchasesErrors.PaidMeanwhile("RE-2026/0042"), LedgerErrors.PeriodIsLocked)
            .Example("""{"date":"2026-07-14"}""");
    }
}

/// <param name="BankAccountId">From which is paid: in euro, with an IBAN.</param>
/// <param name="Bills">1 to 500 approved ones in euro, of vendors with an IBAN; all that is open of each is paid.</param>
/// <param name="ExecutionDate">When the bank is to do it, up to a year from now; without it, today.</param>
public sealed record PaymentFileBody(BankAccountId BankAccountId, IReadOnlyList<BillId> Bills, DateOnly? ExecutionDate = null);

/// <param name="Date">The day of the payments in the books; without it, the execution date.</param>
public sealed record ConfirmFileBody(DateOnly? Date = null);
