using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Ledger;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using FluentValidation;

namespace Financbase.Application.Sales;

/// <summary>Expects nothing more of what is open of an invoice: it becomes a bad debt. This is not taken back.</summary>
/// <param name="Id">A finalised invoice.</param>
/// <param name="Date">Its day in the books; null for today in the organization's time zone.</param>
/// <param name="Reason">Why, for people.</param>
[RequirePermission(Permissions.Invoices.WriteOff)]
[Audited("invoice.write_off", "Wrote off what was open of an invoice")]
public sealed record WriteOffInvoice(InvoiceId Id, DateOnly? Date = null, string? Reason = null) : ICommand<Done>;

internal sealed class WriteOffInvoiceValidator : AbstractValidator<WriteOffInvoice>
{
    public WriteOffInvoiceValidator()
    {
        RuleFor(request => request.Date).Must(date => date is not { Year: < 1900 or > 2199 }).WithMessage("Choose a day between 1900 and 2199.");
        RuleFor(request => request.Reason).MaximumLength(300);
    }
}

internal sealed class WriteOffInvoiceHandler(
    IRepository<Invoice> invoices, IInvoices books, ISettlements settlements, InvoiceDrafting drafting, ILedger ledger, IPostingAccounts postingAccounts,
    AmountLimits limits, IMultiTenantContextAccessor tenant) : IHandler<WriteOffInvoice, Done>
{
    public async Task<Result<Done>> Handle(WriteOffInvoice command, CancellationToken cancellationToken)
    {
        await books.HoldAsync([command.Id], cancellationToken);
        if (await invoices.FindAsync(command.Id, cancellationToken) is not { Kind: InvoiceKind.Invoice } invoice)
            return Error.NotFound("invoice");

        var day = command.Date ?? await drafting.TodayAsync(cancellationToken);
        if (day < invoice.BookedOn)
            return Error.Validation("date", "An invoice is not written off before it was issued.");

        var chosen = await postingAccounts.ReadAsync(cancellationToken);
        var document = WriteOffPostings.DocumentOf(invoice);
        var credited = await settlements.CreditedAsync(invoice, cancellationToken) - await settlements.PaidBackAsync(invoice, cancellationToken);
        var (open, inBase) = invoice.WriteOff(command.Reason, credited);
        var @base = tenant.Tenant!.BaseCurrency;
        await limits.RequireAsync(Permissions.Invoices.WriteOff, new Moved(new Money(inBase, @base), day), cancellationToken);
        var postings = WriteOffPostings.Of(open, inBase, @base, role => chosen[role]);
        if (postings.Count > 0)
            await ledger.PostAsync(JournalEntry.Of(document, day, $"{invoice.Number} is written off", postings), cancellationToken);
        return new Done();
    }
}
