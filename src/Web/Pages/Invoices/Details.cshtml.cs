using Financbase.Application.Access;
using Financbase.Application.Ledger;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales;
using Financbase.Application.Sales.Ubl;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using ISender = Financbase.Application.Pipeline.ISender;

namespace Financbase.Web.Pages.Invoices;

[RequirePermission(Permissions.Invoices.Read)]
public sealed class DetailsModel(ISender sender, TimeProvider clock) : CreditPageModel(sender, clock)
{
    public InvoiceView Invoice { get; private set; } = null!;

    /// <summary>What of the customer could be used for it.</summary>
    public IReadOnlyList<OpenCredit> Credits { get; private set; } = [];

    /// <summary>Where money can be received; none for whoever may not see the chart of accounts.</summary>
    public IReadOnlyList<AccountView> MoneyAccounts { get; private set; } = [];

    protected override PaymentId? Payment => null;

    public async Task<IActionResult> OnGetPdfAsync(CancellationToken ct) => (await Sender.Send(new GetInvoicePdf(new InvoiceId(Id)), ct)).Match(
        pdf => File(pdf.Content, "application/pdf", pdf.Name), error => this.Refused(error));

    public async Task<IActionResult> OnGetUblAsync(CancellationToken ct)
    {
        var file = await Sender.Send(new GetInvoiceUbl(new InvoiceId(Id)), ct);
        return file.Error is { } error ? await RefuseAsync(error, ct) : File(file.Value.Content, "application/xml", file.Value.Name);
    }

    [Sends<FinalizeInvoice>]
    public Task<IActionResult> OnPostFinalizeAsync(CancellationToken ct) =>
        DoAsync(new FinalizeInvoice(new InvoiceId(Id)), invoice => $"{invoice.Number} is finalised.", ct);

    [Sends<SendInvoice>]
    public Task<IActionResult> OnPostSendAsync(string? to, string? message, CancellationToken ct) =>
        DoAsync(new SendInvoice(new InvoiceId(Id), to, message), sent => $"It goes to {sent.To}.", ct);

    [Sends<VoidInvoice>]
    public Task<IActionResult> OnPostVoidAsync(DateOnly? date, string? reason, CancellationToken ct) =>
        ActAsync(kind => new VoidInvoice(new InvoiceId(Id), date, reason, kind), _ => "It is void.", ct);

    [Sends<RecordPayment>]
    public async Task<IActionResult> OnPostPayAsync(string? amount, DateOnly? date, Guid? account, string? reference, CancellationToken ct)
    {
        if (!Amounts.TryRead(amount, out var paid))
            return await RefuseAsync(Error.Validation("amount", "Write the amount like 1250.00."), ct);

        return await DoAsync(
            new RecordPayment(new InvoiceId(Id), paid, date, AccountId: account is { } chosen ? new AccountId(chosen) : null, Reference: reference),
            payment => payment.Unallocated.Minor == 0 ? "The payment is recorded." : $"The payment is recorded; {payment.Unallocated} is the customer’s credit.", ct);
    }

    [Sends<UndoPayment>]
    public Task<IActionResult> OnPostUndoAsync(Guid? payment, CancellationToken ct) =>
        DoAsync(new UndoPayment(new PaymentId(payment ?? Guid.Empty)), _ => "The payment is undone.", ct);

    [Sends<UseCredit>]
    public Task<IActionResult> OnPostUseAsync(Guid? payment, Guid? credit, CancellationToken ct) => DoAsync(
        new UseCredit(new InvoiceId(Id), payment is { } paid ? new PaymentId(paid) : null, credit is { } note ? new InvoiceId(note) : null),
        used => $"{used.Amount} is used.", ct);

    [Sends<UnapplyCredit>]
    public Task<IActionResult> OnPostTakeBackAsync(Guid use, Guid? payment, Guid? credit, CancellationToken ct) => DoAsync(
        new UnapplyCredit(payment is { } paid ? new PaymentId(paid) : null, credit is { } note ? new InvoiceId(note) : null, use), _ => "It is open again.", ct);

    [Sends<CreditInvoice>]
    public Task<IActionResult> OnPostCreditAsync(DateOnly? date, string? reason, CancellationToken ct) =>
        DoAsync(new CreditInvoice(new InvoiceId(Id), null, date, reason), note => $"{note.Number} is issued.", ct);

    [Sends<WriteOffInvoice>]
    public Task<IActionResult> OnPostWriteOffAsync(DateOnly? date, string? reason, CancellationToken ct) =>
        DoAsync(new WriteOffInvoice(new InvoiceId(Id), date, reason), _ => "It is written off.", ct);

    [Sends<DeleteInvoice>]
    public Task<IActionResult> OnPostDeleteAsync(CancellationToken ct) =>
        DoAsync(new DeleteInvoice(new InvoiceId(Id)), _ => "The draft is deleted.", ct, _ => RedirectToPage("/Invoices/Index"));

    // The same page shows invoices and credit notes.
    private async Task<IActionResult> ActAsync<T>(Func<InvoiceKind, IRequest<Result<T>>> command, Func<T, string> said, CancellationToken ct)
    {
        var found = await Sender.Send(new GetInvoice(new InvoiceId(Id)), ct);
        return found.Error is { } missing ? this.Refused(missing) : await DoAsync(command(found.Value.Kind), said, ct);
    }

    protected override Task<IActionResult> ShowAsync(CancellationToken ct) => Sender.ReadAsync(async reads =>
    {
        var found = await reads.Send(new GetInvoice(new InvoiceId(Id)), ct);
        if (found.Error is { } missing)
            return this.Refused(missing);

        Invoice = found.Value;
        if (Invoice is { Kind: InvoiceKind.Invoice, Totals.Open.Minor: > 0 })
        {
            Credits = (await reads.Send(new GetOpenCredits(new InvoiceId(Id)), ct)).Match(credits => credits, _ => []);
        }

        if (Invoice.Totals.Open.Minor > 0)
            MoneyAccounts = await MoneyPlaces.ListAsync(reads, ct);

        return Page();
    }, ct);
}
