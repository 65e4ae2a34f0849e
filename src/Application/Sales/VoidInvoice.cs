using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Ledger;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales.Ubl;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using FluentValidation;

namespace Financbase.Application.Sales;

/// <summary>Takes a finalised invoice or credit note back before anything of it was paid: its entry is reversed, its number stays taken.</summary>
/// <param name="Id">The invoice or credit note.</param>
/// <param name="Date">The day of the reversal, not before the issue; null for the day of issue.</param>
/// <param name="Reason">Why, for people.</param>
/// <param name="Kind">Which of both it is.</param>
[RequirePermission(Permissions.Invoices.Void)]
[Audited("invoice.void", "Voided an invoice or credit note")]
public sealed record VoidInvoice(InvoiceId Id, DateOnly? Date = null, string? Reason = null, InvoiceKind Kind = InvoiceKind.Invoice) : ICommand<Done>;

internal sealed class VoidInvoiceValidator : AbstractValidator<VoidInvoice>
{
    public VoidInvoiceValidator()
    {
        RuleFor(request => request.Date).Must(date => date is not { Year: < 1900 or > 2199 }).WithMessage("Choose a day between 1900 and 2199.");
        RuleFor(request => request.Reason).MaximumLength(300);
    }
}

internal sealed class VoidInvoiceHandler(IRepository<Invoice> invoices, IInvoices books, ISettlements settlements, IUblSources sources, ILedger ledger)
    : IHandler<VoidInvoice, Done>
{
    public async Task<Result<Done>> Handle(VoidInvoice command, CancellationToken cancellationToken)
    {
        await books.HoldAsync([command.Id], cancellationToken);
        if (await invoices.FindAsync(command.Id, cancellationToken) is not { } invoice || invoice.Kind != command.Kind)
            return Error.NotFound(command.Kind == InvoiceKind.Invoice ? "invoice" : "credit note");

        invoice.Void(command.Reason, await settlements.CreditedAsync(invoice, cancellationToken));
        if (await ledger.FindAsync(InvoicePostings.DocumentOf(invoice), cancellationToken) is { } entry)
            await ledger.ReverseAsync(entry, command.Date ?? invoice.BookedOn, $"{invoice.Number} is void", cancellationToken);
        await sources.ForgetAsync(invoice.Id, cancellationToken);
        return new Done();
    }
}
