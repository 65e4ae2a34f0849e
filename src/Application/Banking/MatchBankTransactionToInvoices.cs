using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Documents;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using FluentValidation;

namespace Financbase.Application.Banking;

/// <summary>
/// Says which invoices of one customer a bank line pays: it is posted as a payment, and taken back as one. What is more than they take
/// stays the customer's credit.
/// </summary>
/// <param name="Id">A line that brought money and that nobody has dealt with; whoever asks may categorize lines of its account.</param>
/// <param name="Invoices">They are paid in this order.</param>
/// <param name="Fee">What somebody on the way kept; null for nothing.</param>
[RequirePermission(Permissions.Payments.Record)]
[Audited("bank_transaction.match_invoices", "Matched a bank line with invoices")]
public sealed record MatchBankTransactionToInvoices(BankTransactionId Id, IReadOnlyList<InvoiceShare> Invoices, FeeDraft? Fee = null)
    : ICommand<SettledLine>, IConcerns
{
    // Which account it is for is known when it is found.
    Resource? IConcerns.Concerned => null;
}

/// <param name="InvoiceId">A finalised invoice.</param>
/// <param name="Amount">What of the line pays it, in major units and above zero; null for as much as is open, or left.</param>
public sealed record InvoiceShare(InvoiceId InvoiceId, decimal? Amount = null);

/// <param name="Id">The line.</param>
/// <param name="EntryId">Its entry in the books.</param>
/// <param name="PaymentId">The payment that it is.</param>
/// <param name="Unallocated">What is the customer's credit.</param>
public sealed record SettledLine(BankTransactionId Id, JournalEntryId EntryId, PaymentId PaymentId, Money Unallocated);

internal sealed class MatchBankTransactionToInvoicesValidator : AbstractValidator<MatchBankTransactionToInvoices>
{
    private const int Most = 100;

    public MatchBankTransactionToInvoicesValidator()
    {
        RuleFor(line => line.Invoices).NotEmpty().WithMessage("Choose an invoice.")
            .Must(shares => shares.Count <= Most).WithMessage($"A line pays at most {Most} invoices.")
            .Must(shares => shares.Select(share => share?.InvoiceId).Distinct().Count() == shares.Count).WithMessage("Name each invoice once.");
        RuleForEach(line => line.Invoices).Must(share => share is { Amount: null or > 0 }).WithMessage("An amount is above zero.");
        RuleFor(line => line.Fee).Must(fee => fee is null or { Amount: > 0 }).WithMessage("A fee is above zero.");
    }
}

internal sealed class MatchBankTransactionToInvoicesHandler(
    LineSettling lines, IRepository<Invoice> invoices, IRepository<Payment> payments, IInvoices books, Settlement settlement, IMultiTenantContextAccessor tenant,
    IAuditNotes notes) : IHandler<MatchBankTransactionToInvoices, SettledLine>
{
    public async Task<Result<SettledLine>> Handle(MatchBankTransactionToInvoices command, CancellationToken cancellationToken)
    {
        if (await lines.FindAsync(command.Id, PaymentWay.In, BankingErrors.NoPayment, cancellationToken) is not { } line)
            return Error.NotFound("bank transaction");

        await books.HoldAsync([.. command.Invoices.Select(share => share.InvoiceId)], cancellationToken);
        var paid = new List<(Invoice Invoice, decimal? Amount)>();
        foreach (var share in command.Invoices)
        {
            if (await invoices.FindAsync(share.InvoiceId, cancellationToken) is not { Kind: InvoiceKind.Invoice } invoice)
                return SalesErrors.InvoiceUnknown;

            Require(line, invoice, paid.Count == 0 ? invoice : paid[0].Invoice);
            paid.Add((invoice, share.Amount));
        }

        var (payment, entry) = await lines.BookAsync(
            line, PaymentWay.In, paid, command.Fee,
            money => payments.Added(Payment.Receive(tenant.OrganizationId, paid[0].Invoice.CustomerId, line.Date, money.Amount, money.InBase, money.Account, money.Reference)),
            (invoice, received, share) => settlement.AllocateAsync(invoice, received, share, cancellationToken), cancellationToken);
        line.Pay(entry, payment.Id);
        notes.Tell("paymentId", payment.Id.ToString());
        return new SettledLine(line.Id, entry.Id, payment.Id, payment.Unallocated);
    }

    private static void Require(BankTransaction line, Invoice invoice, Invoice first)
    {
        invoice.RequireFinalized();
        if (invoice.Currency != line.Amount.Currency)
            throw new DomainException(BankingErrors.OtherCurrency);
        if (invoice.CustomerId != first.CustomerId)
            throw new DomainException(SalesErrors.OtherCustomer);
        if (invoice.OpenMinor == 0)
            throw new DomainException(SalesErrors.NothingOpen);
    }
}
