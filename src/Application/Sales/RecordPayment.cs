using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Documents;
using Financbase.Application.Ledger;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales;

/// <summary>
/// Books money that came for an invoice. What is more than is open stays the customer's credit, to be used for other invoices.
/// </summary>
/// <param name="InvoiceId">A finalised invoice.</param>
/// <param name="Amount">In its currency, in major units, above zero; null for what is open.</param>
/// <param name="Date">Its day in the books; null for today in the organization's time zone.</param>
/// <param name="BankAccountId">The bank account that it came to; or an account.</param>
/// <param name="AccountId">The account of the chart that it came to; without both, where money usually comes to.</param>
/// <param name="Reference">As the bank says.</param>
[RequirePermission(Permissions.Payments.Record)]
[Audited("payment.record", "Recorded a payment")]
public sealed record RecordPayment(
    InvoiceId InvoiceId, decimal? Amount = null, DateOnly? Date = null, BankAccountId? BankAccountId = null, AccountId? AccountId = null, string? Reference = null)
    : ICommand<RecordedPayment>;

/// <param name="Id">The payment.</param>
/// <param name="Amount">How much came.</param>
/// <param name="Unallocated">What is the customer's credit.</param>
/// <param name="Open">What is still owed of the invoice.</param>
public sealed record RecordedPayment(PaymentId Id, Money Amount, Money Unallocated, Money Open);

internal sealed class RecordPaymentHandler(
    IRepository<Invoice> invoices, IRepository<Payment> payments, IInvoices books, MoneyAccounts moneyAccounts, Settlement settlement, InvoiceDrafting drafting,
    IExchangeRates rates, ILedger ledger, IPostingAccounts postingAccounts, IMultiTenantContextAccessor tenant) : IHandler<RecordPayment, RecordedPayment>
{
    public async Task<Result<RecordedPayment>> Handle(RecordPayment command, CancellationToken cancellationToken)
    {
        await books.HoldAsync([command.InvoiceId], cancellationToken);
        if (await invoices.FindAsync(command.InvoiceId, cancellationToken) is not { Kind: InvoiceKind.Invoice } invoice)
            return Error.NotFound("invoice");

        invoice.RequireFinalized();
        var amount = command.Amount is { } given ? Money.FromAmount(given, invoice.Currency) : invoice.Open;
        if (command.Amount is null && amount.Minor == 0)
            return SalesErrors.NothingOpen;

        var date = command.Date ?? await drafting.TodayAsync(cancellationToken);
        var account = await moneyAccounts.FindAsync(command.BankAccountId, command.AccountId, amount.Currency, SalesErrors.AccountNotForMoney, cancellationToken);
        var inBase = ExchangeRate.Convert(amount, await rates.FindAsync(invoice.Currency, date, cancellationToken), tenant.Tenant!.BaseCurrency);
        var payment = Payment.Receive(tenant.OrganizationId, invoice.CustomerId, date, amount, inBase, account, command.Reference);
        payments.Add(payment);
        var (settled, used) = invoice.OpenMinor == 0 ? (0, 0)
            : await settlement.AllocateAsync(invoice, payment, new Money(Math.Min(amount.Minor, invoice.OpenMinor), amount.Currency), cancellationToken);

        var chosen = await postingAccounts.ReadAsync(cancellationToken);
        var postings = PaymentPostings.Of(PaymentWay.In, payment, inBase, settled, used, role => chosen[role]);
        if (postings.Count > 1)
            await ledger.PostAsync(JournalEntry.Of(Document(payment), date, $"Payment of {invoice.Number}", postings), cancellationToken);
        return new RecordedPayment(payment.Id, payment.Amount, payment.Unallocated, invoice.Open);
    }

    internal static SourceDocument Document(Payment payment) => new(PaymentWay.In.Source, payment.Id.Value, PaymentPostings.Receipt);
}
