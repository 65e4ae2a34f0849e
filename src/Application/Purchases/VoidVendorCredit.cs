using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Ledger;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;
using FluentValidation;

namespace Financbase.Application.Purchases;

/// <summary>Takes a vendor's credit back before anything of it was used: its entry is reversed.</summary>
/// <param name="Id">A posted credit.</param>
/// <param name="Date">The day of the reversal, not before that of its entry; null for that day.</param>
/// <param name="Reason">Why, for people.</param>
[RequirePermission(Permissions.VendorCredits.Manage)]
[Audited("vendor_credit.void", "Voided a vendor credit")]
public sealed record VoidVendorCredit(VendorCreditId Id, DateOnly? Date = null, string? Reason = null) : ICommand<Done>;

internal sealed class VoidVendorCreditValidator : AbstractValidator<VoidVendorCredit>
{
    public VoidVendorCreditValidator() => RuleFor(request => request.Date).MustBeDayOfBooks();
}

internal sealed class VoidVendorCreditHandler(VendorCreditDesk desk, ILedger ledger) : IHandler<VoidVendorCredit, Done>
{
    public async Task<Result<Done>> Handle(VoidVendorCredit command, CancellationToken cancellationToken)
    {
        if (await desk.FindAsync(command.Id, cancellationToken) is not { } credit)
            return Error.NotFound("vendor credit");

        credit.Void(command.Reason);
        if (await ledger.FindAsync(VendorCreditPostings.DocumentOf(credit), cancellationToken) is { } entry)
            await ledger.ReverseAsync(entry, command.Date ?? entry.Date, $"Credit {credit.Number} is void", cancellationToken);
        return new Done();
    }
}
