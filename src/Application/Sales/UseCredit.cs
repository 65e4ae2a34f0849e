using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Documents;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales;

/// <summary>Uses what is left of a payment or of a credit note for an invoice of the same customer and currency.</summary>
/// <param name="InvoiceId">A finalised invoice.</param>
/// <param name="PaymentId">The payment; or a credit note.</param>
/// <param name="CreditNoteId">The credit note; or a payment.</param>
/// <param name="Amount">In major units, above zero; null for as much as is left and open.</param>
/// <param name="Date">When, not before both are in the books; null for today in the organization's time zone, or the first such day.</param>
[RequirePermission(Permissions.Payments.Record)]
[Audited("payment.allocate", "Used a credit for an invoice")]
public sealed record UseCredit(InvoiceId InvoiceId, PaymentId? PaymentId = null, InvoiceId? CreditNoteId = null, decimal? Amount = null, DateOnly? Date = null)
    : ICommand<UsedCredit>, IOnCredit;

/// <param name="Amount">How much was used.</param>
/// <param name="Open">What is still owed of the invoice.</param>
public sealed record UsedCredit(Money Amount, Money Open);

internal sealed class UseCreditValidator : OnCreditValidator<UseCredit>
{
    public UseCreditValidator() => RuleFor(request => request.Date).MustBeDayOfBooks();
}

internal sealed class UseCreditHandler(
    IRepository<Invoice> invoices, IRepository<Payment> payments, IInvoices books, ISettlements settlements, Settlement settlement, InvoiceDrafting drafting)
    : IHandler<UseCredit, UsedCredit>
{
    public async Task<Result<UsedCredit>> Handle(UseCredit command, CancellationToken cancellationToken)
    {
        if (command.PaymentId is { } held)
            await settlements.HoldAsync(held, cancellationToken);
        await books.HoldAsync(command.CreditNoteId is { } credit ? [command.InvoiceId, credit] : [command.InvoiceId], cancellationToken);
        if (await invoices.FindAsync(command.InvoiceId, cancellationToken) is not { Kind: InvoiceKind.Invoice } invoice)
            return Error.NotFound("invoice");

        var today = await drafting.TodayAsync(cancellationToken);
        if (command.PaymentId is { } id)
        {
            if (await payments.FindAsync(id, cancellationToken) is not { } payment)
                return Error.NotFound("payment");

            var amount = AmountOf(command, invoice, payment.Unallocated);
            await settlement.UseAsync(invoice, payment, amount, SettlementBooks.DayOf(command.Date, today, payment.Date, invoice), cancellationToken);
            return new UsedCredit(amount, invoice.Open);
        }

        if (await invoices.FindAsync(command.CreditNoteId!.Value, cancellationToken) is not { Kind: InvoiceKind.CreditNote } note)
            return Error.NotFound("credit note");

        var some = AmountOf(command, invoice, note.Open);
        await settlement.UseAsync(invoice, note, some, SettlementBooks.DayOf(command.Date, today, note.IssueDate, invoice), cancellationToken);
        return new UsedCredit(some, invoice.Open);
    }

    private static Money AmountOf(UseCredit command, Invoice invoice, Money left) =>
        command.Amount is { } given ? Money.FromAmount(given, invoice.Currency) : new Money(Math.Min(left.Minor, invoice.OpenMinor), invoice.Currency);
}
