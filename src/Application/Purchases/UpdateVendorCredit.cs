using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Purchases;

/// <summary>Says anew what a draft of a vendor's credit is to be, with all its lines.</summary>
[RequirePermission(Permissions.VendorCredits.Manage)]
[Audited("vendor_credit.change", "Changed a draft of a vendor credit")]
public sealed record UpdateVendorCredit(VendorCreditId Id, VendorCreditDraft Draft) : ICommand<DraftedVendorCredit>;

internal sealed class UpdateVendorCreditHandler(VendorCreditDesk desk, IVendorCredits books, BillDrafting drafting) : IHandler<UpdateVendorCredit, DraftedVendorCredit>
{
    public async Task<Result<DraftedVendorCredit>> Handle(UpdateVendorCredit command, CancellationToken cancellationToken)
    {
        if (await desk.FindAsync(command.Id, cancellationToken) is not { } credit)
            return Error.NotFound("vendor credit");

        credit.RequireDraft();
        var (terms, lines) = await drafting.ReadAsync(command.Draft, cancellationToken);
        credit.Change(terms, lines);
        await books.WriteLinesAsync(credit, lines, cancellationToken);
        return new DraftedVendorCredit(credit.Id);
    }
}
